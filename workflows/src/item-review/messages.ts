/** Messages of `itemReviewWorkflow`, which owns one accepted item up to its decision. */
import type {
  Actor,
  Addressee,
  CaseInput,
  CommandEnvelope,
  ConsultationReply,
  EventEnvelope,
  ItemResult,
  ResultData,
} from '@yichuang/contracts';
import type { CivilDate, Instant } from '@yichuang/kernel';
import type { CaseSlice, ItemSlice } from '@yichuang/regions/types';

export interface ItemInput extends CaseInput {
  slice: CaseSlice;
  item: ItemSlice;
  projectCode: string;
  /** Whom the item's documents are addressed to. */
  applicant: Addressee;
  department: string;
  /** The clock counts from this day, itself excluded (行政许可法 82, 民法典 201). */
  acceptedOn: CivilDate;
  /** When its complete materials were received; items of earlier releases lack it, and have no second limit. */
  receivedOn?: CivilDate;
}

export type ItemCommand =
  | CommandEnvelope<'grant', { result: ResultData }>
  | CommandEnvelope<'deny', { reasons: string[] }>
  | CommandEnvelope<'transfer', { department: string; reason: string }>
  | CommandEnvelope<'overrideCorrection', { materials: string[]; reason: string }>
  | CommandEnvelope<'startSpecialProcedure', { procedure: string; workingDays?: number }>
  | CommandEnvelope<'endSpecialProcedure', object>
  | CommandEnvelope<'extend', { days: number; approver: string; reason: string }>
  | CommandEnvelope<'recordSiteCheck', { staff: string[]; findings: string }>
  | CommandEnvelope<'requestPaper', { how: 'read' | 'copy'; materials: string[] }>
  | CommandEnvelope<'urge', { text: string }>
  | CommandEnvelope<'tellHearingRight', { parties: string[] }>
  | CommandEnvelope<'requestHearing', { party: string }>
  | CommandEnvelope<'announceHearing', { heldAt: string; place: string; presider: string }>
  | CommandEnvelope<'recordHearing', { minutes: string; signedBy: string[] }>
  | CommandEnvelope<'consult', { department: string; question: string }>
  | CommandEnvelope<'closeConsultation', { department: string; reason: string }>;

export const itemCommands: readonly ItemCommand['kind'][] = [
  'grant',
  'deny',
  'transfer',
  'startSpecialProcedure',
  'endSpecialProcedure',
  'extend',
  'recordSiteCheck',
  'requestPaper',
  'urge',
  'overrideCorrection',
  'tellHearingRight',
  'requestHearing',
  'announceHearing',
  'recordHearing',
  'consult',
  'closeConsultation',
];

/** The applicant has withdrawn the application; a consulted department has given its opinion. */
export type ItemEvent =
  | EventEnvelope<'stageWithdrawn', { actor: Actor; reason?: string }>
  | EventEnvelope<'consultationReplied', ConsultationReply & { n: number }>;

export const itemEvents: readonly ItemEvent['type'][] = ['stageWithdrawn', 'consultationReplied'];

/** What the stage hears when the item is decided; `eventId` is the same that a redelivery would carry. */
export interface ItemOutput {
  eventId: string;
  itemCode: string;
  result: ItemResult;
  at: Instant;
}
