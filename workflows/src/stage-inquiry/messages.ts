/** Messages of `stageInquiryWorkflow`, which asks departments what a stage needs and tells the applicant once (一单告知). */
import type {
  CaseInput,
  CommandEnvelope,
  DepartmentReply,
  EventEnvelope,
  InquiryOpenedData,
  StoredFact,
} from '@yichuang/contracts';
import type { InquirySlice } from '@yichuang/regions/types';

/** The opening was recorded when it was filed, so the input carries it. */
export interface InquiryInput extends CaseInput {
  slice: InquirySlice;
  opened: InquiryOpenedData;
  facts: StoredFact[];
}

export type InquiryCommand = CommandEnvelope<'cancel', { reason?: string }>;

/** A department's part has ended: with its reply, or because the inquiry was cancelled. */
export type InquiryEvent = EventEnvelope<'departmentInquiryClosed', { department: string; reply?: DepartmentReply }>;
