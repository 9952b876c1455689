/** What each fact is called in the trail (留痕), its national status code (办理状态 BLZT), and whether it is published. */
import type { ApplicationFact } from './application.ts';
import type { AssistFact } from './assist.ts';
import type { AmendmentFact } from './calendar.ts';
import type { ConsultationFact } from './consultation.ts';
import type { DelegationFact } from './delegation.ts';
import type { DepartmentInquiryFact, InquiryFact } from './inquiry.ts';
import type { IssuanceFact } from './issuance.ts';
import type { QuestionFact } from './question.ts';
import type { ItemFact, StageFact } from './review.ts';

export type FactType = (
  | ApplicationFact
  | StageFact
  | ItemFact
  | AmendmentFact
  | DelegationFact
  | AssistFact
  | IssuanceFact
  | QuestionFact
  | InquiryFact
  | DepartmentInquiryFact
  | ConsultationFact
)['type'];

export interface FactWord {
  word: string;
  /** Word when the effect came by silence. */
  deemedWord?: string;
  /** BLZT that the fact gives each item it concerns. */
  code?: number;
  /** BLZT instead of `code` while materials may still follow (容缺). */
  deficitCode?: number;
  published: boolean;
}

export const factWords: Record<FactType, FactWord> = {
  applicationFiled: { word: '申报', code: 1, published: true },
  checkOpened: { word: '窗口审查', published: true },
  firstContactAssigned: { word: '首问责任', published: false },
  paperExpected: { word: '纸质待收', published: false },
  paperReceived: { word: '纸质收讫', published: false },
  paperForwarded: { word: '纸质转交', published: false },
  itemPushed: { word: '推送', published: true },
  itemReturned: { word: '退回', published: true },
  itemConfirmed: { word: '部门受理答复', published: true },
  itemAccepted: { word: '受理', deemedWord: '视为受理', code: 3, published: true },
  itemWaiting: { word: '待前置', published: true },
  itemAcceptanceRefused: { word: '不予受理', code: 5, published: true },
  itemNotRequired: { word: '不受理', code: 4, published: true },
  applicationAccepted: { word: '受理', deemedWord: '视为受理', published: true },
  applicationRefused: { word: '不予受理', code: 5, published: true },
  applicationNotRequired: { word: '不受理', code: 4, published: true },
  applicationWithdrawn: { word: '撤回', code: 2, published: true },
  preAccepted: { word: '容缺预受理', published: true },
  deficitSupplied: { word: '补交容缺材料', published: true },
  deficitsLapsed: { word: '补交逾期终止', published: true },
  commitmentSigned: { word: '签署告知承诺', published: true },
  helperNamed: { word: '指名帮办代办', published: true },
  helperRemoved: { word: '取消帮办代办', published: true },
  correctionDraftRequested: { word: '商请起草补正告知', published: true },
  correctionDraftOverdue: { word: '起草补正告知逾期', published: true },
  correctionDrafted: { word: '起草补正告知', published: true },
  correctionNoticeOverdue: { word: '补正告知期限届满', published: true },
  correctionIssued: { word: '一次性告知补正', code: 6, published: true },
  materialSupplied: { word: '补充材料', published: true },
  correctionCompleted: { word: '补正完成', code: 7, published: true },
  correctionLapsed: { word: '补正逾期终止', published: true },
  // It begins no correction in the sense of code 6: no clock stands still.
  correctionOverridden: { word: '督导补充告知', published: true },
  acceptanceConcluded: { word: '受理环节结束', published: true },
  stageOpened: { word: '阶段开始', published: true },
  waitingItemTaken: { word: '待前置事项', published: false },
  itemReleased: { word: '前置具备', published: true },
  itemOpened: { word: '并联审批', published: true },
  itemConcluded: { word: '事项办结', published: false },
  itemReassigned: { word: '承办单位变更', published: false },
  stageItemsKnown: { word: '事项确定', published: false },
  milestoneReached: { word: '阶段里程碑达成', published: true },
  stageCompleted: { word: '阶段完成', published: true },
  itemSuspended: { word: '事项停止计时', published: false },
  itemResumed: { word: '事项恢复计时', published: false },
  stageExtended: { word: '延长期限', published: true },
  meetingHeld: { word: '会商', published: false },
  siteVisitCalled: { word: '联合勘查', published: true },
  siteVisitConfirmed: { word: '联合勘查确认', published: true },
  siteVisited: { word: '联合勘查记录', published: true },
  stageWithdrawn: { word: '阶段撤回', published: true },
  itemWithdrawn: { word: '撤回', code: 14, published: true },
  reviewStarted: { word: '开始办理', code: 8, published: true },
  itemTransferred: { word: '移交承办单位', published: true },
  specialProcedureStarted: { word: '特别程序开始', code: 9, published: true },
  specialProcedureRenewed: { word: '特别程序再次告知', published: true },
  specialProcedureOverrun: { word: '超出告知时间', published: true },
  specialProcedureEnded: { word: '特别程序结束', code: 10, published: true },
  deadlineExtended: { word: '延长期限', published: true },
  paperRead: { word: '取阅', published: false },
  siteChecked: { word: '现场核查', published: true },
  itemUrged: { word: '督促', published: true },
  consultationRequested: { word: '征求意见', published: true },
  consultationAsked: { word: '送达征求意见', published: false },
  consultationOverdue: { word: '征求意见逾期', published: true },
  consultationAnswered: { word: '意见答复', published: true },
  consultationReplyTaken: { word: '收到意见答复', published: false },
  consultationClosed: { word: '征求意见终结', published: true },
  consultationEnded: { word: '征求意见终结', published: false },
  hearingRightTold: { word: '听证告知', published: true },
  hearingRightLapsed: { word: '听证申请期限届满', published: true },
  hearingRequested: { word: '要求听证', published: true },
  hearingOverdue: { word: '听证逾期', published: true },
  hearingAnnounced: { word: '听证通知', published: true },
  hearingHeld: { word: '听证笔录', published: true },
  rungSent: { word: '督办', published: true },
  itemOverdue: { word: '超期', published: true },
  statutoryLimitReached: { word: '法定期限届满', published: true },
  itemGranted: { word: '准予', code: 11, deficitCode: 12, published: true },
  itemDenied: { word: '不予许可', code: 13, published: true },
  amendmentProposed: { word: '提出工作日历修订', published: true },
  amendmentApproved: { word: '批准工作日历修订', published: true },
  amendmentRejected: { word: '否决工作日历修订', published: true },
  delegationGranted: { word: '授权', published: false },
  delegationRevoked: { word: '收回授权', published: false },
  delegationExpired: { word: '授权到期', published: false },
  issuanceOpened: { word: '出件', published: true },
  handoverOverdue: { word: '移交逾期', published: true },
  resultHandedOver: { word: '移交', published: true },
  resultMatched: { word: '核对一致', published: true },
  resultHeld: { word: '容缺暂存', published: true },
  deficitSettled: { word: '容缺材料收妥', published: true },
  resultRejected: { word: '不予接收', published: true },
  discrepancyOpened: { word: '差异', published: true },
  resultCorrected: { word: '更正', published: true },
  readyForPickup: { word: '待领取', published: true },
  deliveryOverdue: { word: '送达逾期', published: true },
  resultDelivered: { word: '送达', published: true },
  deliveryFedBack: { word: '送达反馈', published: true },
  documentIssued: { word: '文书', published: false },
  assistRequested: { word: '协办申请', published: true },
  preReviewPassed: { word: '预审通过', published: true },
  assistIneligible: { word: '不符合条件', published: true },
  commissionConfirmed: { word: '确认委托', published: true },
  officerAssigned: { word: '指派协办员', published: true },
  officerChanged: { word: '更换协办员', published: true },
  contactOverdue: { word: '联系逾期', published: true },
  ownerContacted: { word: '联系', published: true },
  questionAsked: { word: '咨询', published: true },
  questionSent: { word: '转业务单位', published: true },
  questionForwarded: { word: '转办', published: true },
  questionOverdue: { word: '咨询逾期', published: true },
  questionAnswered: { word: '咨询答复', published: true },
  questionWithdrawn: { word: '撤回', published: true },
  inquiryOpened: { word: '一次征询', published: true },
  inquiryAsked: { word: '征询', published: true },
  inquiryOverdue: { word: '征询逾期', published: true },
  inquiryAnswered: { word: '征询答复', published: true },
  inquirySettled: { word: '协调确定', published: true },
  inquiryAskEnded: { word: '征询终止', published: true },
  inquiryReplyTaken: { word: '收到征询答复', published: false },
  inquiryStopped: { word: '征询终止', published: false },
  inquiryConsolidated: { word: '汇总', published: true },
  singleNoticeIssued: { word: '一单告知', published: true },
  inquiryCancelled: { word: '取消', published: true },
  coordinated: { word: '协调', published: true },
  calendarAdopted: { word: '工作日历修订', published: false },
  deadlineRetimed: { word: '期限重算', published: true },
  lateEventRecorded: { word: '迟到事件', published: false },
  operatorIntervened: { word: '人工干预', published: false },
};

const deemed = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'deemed' in data && data.deemed === true;

export const isFactType = (type: string): type is FactType => type in factWords;

/** The word people read for a fact. */
export function wordOf(type: string, data: unknown): string {
  if (!isFactType(type)) return type;
  const entry = factWords[type];
  return deemed(data) ? (entry.deemedWord ?? entry.word) : entry.word;
}
