/** Facts of `stageInquiryWorkflow` and `departmentInquiryWorkflow`: what a stage will need, asked before filing (002 二(一)1(2)). */
import type { Deadline } from '@yichuang/kernel';
import type { NewFact } from '../temporal/core.ts';
import type { CommonFact } from './application.ts';
import type { CoordinatedFact, ReplyOverdueData } from './question.ts';

/** 征询申请表单: data only, no materials (002-12). `floorArea` in m², `investment` in 万元. */
export interface InquiryForm {
  address: string;
  summary: string;
  floorArea?: number;
  investment?: number;
}

export interface InquiryOpenedData {
  inquiryNo: string;
  region: string;
  stage: string;
  projectCode: string;
  projectName: string;
  applicantName: string;
  uscc: string;
  departments: string[];
  form: InquiryForm;
}

/** An item that the stage needs, with what is to be filed for it. */
export interface InquiryItem {
  itemCode: string;
  materials: string[];
}

/** None where the department has nothing to do in this stage. */
export interface DepartmentReply {
  department: string;
  items: InquiryItem[];
}

export type InquiryFact =
  | NewFact<'inquiryOpened', InquiryOpenedData>
  | NewFact<'inquiryReplyTaken', DepartmentReply>
  | NewFact<'inquiryConsolidated', { deadline: Deadline }>
  | NewFact<'singleNoticeIssued', { replies: DepartmentReply[] }>
  | NewFact<'inquiryCancelled', { reason?: string; departments: string[] }>
  | NewFact<'inquiryStopped', { department: string }>
  | CommonFact;

/** A reply in doubt waits for whoever coordinates, and is told to nobody before (002-16). */
export type DepartmentInquiryFact =
  | NewFact<'inquiryAsked', { department: string; deadline: Deadline }>
  | NewFact<'inquiryOverdue', ReplyOverdueData>
  | NewFact<'inquiryAnswered', DepartmentReply & { late: boolean; doubt?: { reason: string; coordinator: string } }>
  | NewFact<'inquirySettled', DepartmentReply & { text: string }>
  | NewFact<'inquiryAskEnded', { department: string }>
  | CoordinatedFact
  | CommonFact;
