/** Facts of `assistWorkflow`: an owner's commission, from the request to the first contact (001 六、七). */
import type { Deadline, Instant } from '@yichuang/kernel';
import type { NewFact } from '../temporal/core.ts';
import type { CommonFact } from './application.ts';

/** 全部委托, or 部分委托 of the items listed (001 二). */
export type Entrustment = { mode: 'full' } | { mode: 'partial'; itemCodes: string[] };

/** `uscc` is the owner's 统一社会信用代码; `projectKind` as the region's pack names it. */
export interface AssistRequestedData {
  assistNo: string;
  region: string;
  projectCode: string;
  projectName: string;
  projectKind: string;
  ownerName: string;
  uscc: string;
  entrustment: Entrustment;
}

/** 协办员; `id` is the account that acts. */
export interface Officer {
  id: string;
  name: string;
}

/** 项目负责人, 项目经办人. */
export interface FormPerson {
  name: string;
  title: string;
}

/** 委托协办申请表 (001 附件), but for phone numbers and mail addresses, which no fact holds. `contactBy`: 约定方式 (001 七). */
export interface CommissionForm {
  unit: { address: string; nature: 'enterprise' | 'government' | 'institution' | 'association' | 'other' };
  lead: FormPerson;
  handler: FormPerson;
  contactBy: 'phone' | 'sms' | 'wechat' | 'visit';
  project: {
    address: string;
    /** 万元 */
    investment: number;
    funding: 'government' | 'private' | 'hmt' | 'foreign' | 'other';
    /** m² */
    floorArea: number;
    land: 'allocated' | 'granted' | 'collective' | 'own' | 'other';
    keyProject: 'province' | 'city' | 'district' | 'town' | 'other';
    summary: string;
    progress: string;
  };
}

/** `deadline`: until when the officer contacts the owner. */
export interface CommissionConfirmedData {
  form: CommissionForm;
  deadline: Deadline;
}

export type AssistFact =
  | NewFact<'assistRequested', AssistRequestedData>
  | NewFact<'preReviewPassed', { belongsTo: string }>
  | NewFact<'assistIneligible', { reason: string; otherWay: string }>
  | NewFact<'commissionConfirmed', CommissionConfirmedData>
  | NewFact<'officerAssigned', { officer: Officer }>
  | NewFact<'officerChanged', { from: Officer; officer: Officer; reason: string }>
  | NewFact<'contactOverdue', { dueAt: Instant; officer?: Officer }>
  | NewFact<'ownerContacted', { officer: Officer; by: CommissionForm['contactBy']; record: string; late: boolean }>
  | CommonFact;
