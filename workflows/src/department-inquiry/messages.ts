/** Messages of `departmentInquiryWorkflow`, which asks one department what a stage needs of it. */
import type { CaseInput, CommandEnvelope, DepartmentReply, EventEnvelope } from '@yichuang/contracts';
import type { Instant } from '@yichuang/kernel';
import type { InquirySlice } from '@yichuang/regions/types';

export interface DepartmentInquiryInput extends CaseInput {
  slice: InquirySlice;
  department: string;
}

/**
 * `materials` by item code, where they differ from the catalogue's; `doubt` is why the reply is not certain. `resolve` notes that the
 * department was urged, `settle` makes a reply in doubt final.
 */
export type DepartmentInquiryCommand =
  | CommandEnvelope<'reply', { items: string[]; materials?: Record<string, string[]>; doubt?: string }>
  | CommandEnvelope<'nothingToDo', { doubt?: string }>
  | CommandEnvelope<'resolve', { text: string }>
  | CommandEnvelope<'settle', { text: string; items?: string[] }>;

export const departmentInquiryCommands: readonly DepartmentInquiryCommand['kind'][] = [
  'reply',
  'nothingToDo',
  'resolve',
  'settle',
];

/** The applicant has cancelled the inquiry. */
export type DepartmentInquiryEvent = EventEnvelope<'inquiryCancelled', object>;

/** What the inquiry hears at the end; no reply where it was cancelled. `eventId` is the same that a redelivery would carry. */
export interface DepartmentInquiryOutput {
  eventId: string;
  department: string;
  reply?: DepartmentReply;
  at: Instant;
}
