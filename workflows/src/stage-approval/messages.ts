/** Messages of `stageApprovalWorkflow`, which runs the accepted items of an application, all at once. */
import type {
  Addressee,
  CaseInput,
  CommandEnvelope,
  EventEnvelope,
  ItemOpenedData,
  ItemResult,
  MeetingData,
  WaitingData,
} from '@yichuang/contracts';
import type { Instant } from '@yichuang/kernel';
import type { CaseSlice } from '@yichuang/regions/types';
import type { Extension } from '../lib/extension.ts';
import type { HelperCommand } from '../lib/helper.ts';

export interface StageInput extends CaseInput {
  slice: CaseSlice;
  projectCode: string;
  applicant: Addressee;
}

/**
 * The applicant withdraws what was accepted and is not decided yet, or has another helper; the lead department calls several departments to one visit, which
 * each of them confirms, and puts down what it found, extends the joint limit, and keeps the minutes of a meeting.
 */
export type StageCommand =
  | CommandEnvelope<'withdraw', { reason?: string }>
  | HelperCommand
  | CommandEnvelope<'callSiteVisit', { items: string[]; visitAt: Instant; place?: string }>
  | CommandEnvelope<'extend', Extension>
  | CommandEnvelope<'recordMeeting', Omit<MeetingData, 'n'>>
  | CommandEnvelope<'confirm', { itemCode: string }>
  | CommandEnvelope<'record', { itemCode: string; staff: string[]; findings: string }>;

export type Command<K extends StageCommand['kind']> = Extract<StageCommand, { kind: K }>;

export const stageCommands: readonly StageCommand['kind'][] = [
  'withdraw',
  'nameHelper',
  'removeHelper',
  'callSiteVisit',
  'extend',
  'recordMeeting',
  'confirm',
  'record',
];

/**
 * An item is accepted, or waits for another one; no further item will come; an item moved to another unit; its clock stands still, or
 * goes on; its review has ended.
 */
export type StageEvent =
  | EventEnvelope<'itemAccepted', ItemOpenedData>
  | EventEnvelope<'itemWaiting', WaitingData & { basis: string[] }>
  | EventEnvelope<'acceptanceConcluded', { accepted: string[] }>
  | EventEnvelope<'itemTransferred', { itemCode: string; department: string }>
  | EventEnvelope<'specialProcedureStarted' | 'specialProcedureEnded', { itemCode: string }>
  | EventEnvelope<'itemClosed', { itemCode: string; result: ItemResult }>;

export const stageEvents: readonly StageEvent['type'][] = [
  'itemAccepted',
  'itemWaiting',
  'acceptanceConcluded',
  'itemTransferred',
  'specialProcedureStarted',
  'specialProcedureEnded',
  'itemClosed',
];
