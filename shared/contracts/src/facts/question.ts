/** Facts of `questionWorkflow`: a question (咨询) to a department, asked online or passed on by the window (002 二(一)1(1), 二(二)1). */
import type { Deadline, Instant } from '@yichuang/kernel';
import type { NewFact } from '../temporal/core.ts';
import type { Channel, CommonFact } from './application.ts';

/** `contactSheet` is the kind of 咨询联络单 it is kept as, where the region has any (004 附件1–3). */
export interface QuestionAskedData {
  questionNo: string;
  region: string;
  channel: Channel;
  department: string;
  itemCode?: string;
  text: string;
  contactSheet?: string;
  applicantName: string;
  uscc: string;
}

/** `coordinator`: the lead department or `window`, who sees to what ran out or is in doubt (002 二(一)1(2), 二(二)6). */
export interface ReplyOverdueData {
  department: string;
  dueAt: Instant;
  coordinator: string;
}

export type QuestionFact =
  | NewFact<'questionAsked', QuestionAskedData>
  | NewFact<'questionSent', { department: string; itemCode?: string; deadline: Deadline }>
  | NewFact<'questionForwarded', { from: string; department: string; reason?: string }>
  | NewFact<'questionOverdue', ReplyOverdueData & { itemCode?: string }>
  | NewFact<'questionAnswered', { department: string; text: string; late: boolean }>
  | NewFact<'questionWithdrawn', { reason?: string }>
  | CoordinatedFact
  | CommonFact;

/** Whoever coordinates has done so; what is waited for is still waited for. */
export type CoordinatedFact = NewFact<'coordinated', { text: string }>;
