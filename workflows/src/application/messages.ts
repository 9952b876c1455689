/** Messages of `applicationWorkflow`, which owns a filing up to acceptance. */
import type { CaseInput, CommandEnvelope, EventEnvelope, FiledData, StoredFact } from '@yichuang/contracts';
import type { CaseSlice } from '@yichuang/regions/types';

/** The filing's first fact was recorded with the filing itself, so the input carries it. */
export interface ApplicationInput extends CaseInput {
  slice: CaseSlice;
  filed: FiledData;
  facts: StoredFact[];
}

export type ApplicationCommand =
  | CommandEnvelope<'accept', { itemCode?: string }>
  | CommandEnvelope<'return', { itemCode: string; reason: string; suggestedDepartment?: string }>
  | CommandEnvelope<'refuse', { itemCode?: string; reason: string; clause: string }>
  | CommandEnvelope<'notRequired', { reason: string }>
  | CommandEnvelope<'reroute', { itemCode: string; department: string; reason: string }>;

export const applicationCommands: readonly ApplicationCommand['kind'][] = [
  'accept',
  'return',
  'refuse',
  'notRequired',
  'reroute',
];

/** No other workflow sends it anything yet. */
export type ApplicationEvent = EventEnvelope<never>;
