/** Messages of `applicationWorkflow`, which owns a filing up to acceptance. */
import type {
  Actor,
  CaseInput,
  CommandEnvelope,
  EventEnvelope,
  FiledData,
  NoticeContents,
  StoredFact,
} from '@yichuang/contracts';
import type { CaseSlice } from '@yichuang/regions/types';
import type { HelperCommand } from '../lib/helper.ts';

/**
 * What a case records beside its answers. From 2 on: documents, first contact, paper set; from 3 on: items wait for others of the
 * filing; from 4 on: papers that the window passes on. A case goes on as it began, else its history would not be reproduced; cases
 * filed by releases that recorded none of it have no edition.
 */
export const currentEdition = 4;

/** The filing's first fact was recorded with the filing itself, so the input carries it. */
export interface ApplicationInput extends CaseInput {
  slice: CaseSlice;
  filed: FiledData;
  facts: StoredFact[];
  edition?: number;
}

/** `deficits`: materials that may follow (容缺); `onCommitment`: on the applicant's letter (告知承诺). */
export interface WindowAcceptance {
  deficits?: string[];
  onCommitment?: boolean;
}

/** What somebody tells the applicant to correct, with all that such a notice must say (000 三(二)). */
export interface Telling {
  materials: string[];
  contents: NoticeContents;
}

export type ApplicationCommand =
  | CommandEnvelope<'accept', { itemCode?: string } & WindowAcceptance>
  | CommandEnvelope<'return', { itemCode: string; reason: string; suggestedDepartment?: string }>
  | CommandEnvelope<'refuse', { itemCode?: string; reason: string; clause: string; competentAuthority?: string }>
  | CommandEnvelope<'notRequired', { itemCode?: string; reason: string }>
  | CommandEnvelope<'reroute', { itemCode: string; department: string; reason: string }>
  | CommandEnvelope<'signCommitment', { itemCode: string }>
  | CommandEnvelope<'supplyDeficits', { materials: string[] }>
  | CommandEnvelope<'receivePaper', { by: 'counter' | 'post' }>
  | CommandEnvelope<'forwardPaper', object>
  | CommandEnvelope<'requestCorrection', { itemCode?: string } & Telling>
  | CommandEnvelope<'requestDraft', { itemCode: string }>
  | CommandEnvelope<'submitDraft', { itemCode: string } & Telling>
  | CommandEnvelope<'supply', { itemCode?: string; materials: string[] }>
  | CommandEnvelope<'overrideCorrection', { itemCode?: string; materials: string[]; reason: string }>
  | HelperCommand
  | CommandEnvelope<'withdraw', { reason?: string }>;

export type Command<K extends ApplicationCommand['kind']> = Extract<ApplicationCommand, { kind: K }>;

export const applicationCommands: readonly ApplicationCommand['kind'][] = [
  'accept',
  'return',
  'refuse',
  'notRequired',
  'reroute',
  'signCommitment',
  'supplyDeficits',
  'receivePaper',
  'forwardPaper',
  'requestCorrection',
  'requestDraft',
  'submitDraft',
  'supply',
  'overrideCorrection',
  'nameHelper',
  'removeHelper',
  'withdraw',
];

/** The applicant has withdrawn what the stage has of the application; `items` were under review. */
export type ApplicationEvent = EventEnvelope<'stageWithdrawn', { actor: Actor; items: string[]; reason?: string }>;
