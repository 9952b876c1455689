/** Official documents by what they do; their names, issuers and seals are data of the region. */
import type { Basis } from './period.ts';

/** Documents that every region issues. */
const commonDocuments = [
  'acceptance',
  'acceptanceRefusal',
  'notRequired',
  'correction',
  'correctionLapse',
  'commitmentLetter',
  'specialProcedure',
  'extension',
  'denial',
  'paymentNotice',
  'pickupNotice',
  'deliveryReceipt',
  'consultationLetter',
  'questionAnswer',
  'siteVisitNotice',
  'hearingRight',
  'hearingNotice',
] as const;

/** Documents that only the regions with the matching rule issue. */
const regionalDocuments = [
  'filingReceipt',
  'departmentCorrection',
  'deficits',
  'singleNotice',
  'contactSheet',
  'meetingMinutes',
  'alert',
  'reminderNotice',
  'supervisionNotice',
  'trackingReport',
  'commissionForm',
  'terminationForm',
  'terminationAnnouncement',
  'completionForm',
] as const;

type CommonDocument = (typeof commonDocuments)[number];
type RegionalDocument = (typeof regionalDocuments)[number];
export type DocumentFunction = CommonDocument | RegionalDocument;

export const documentFunctions: DocumentFunction[] = [...commonDocuments, ...regionalDocuments];

/** What a document does, in its number: 云工窗**受**〔2026〕3号. */
export const documentMarks: Record<DocumentFunction, string> = {
  acceptance: '受',
  acceptanceRefusal: '不受',
  notRequired: '告',
  correction: '补',
  correctionLapse: '补终',
  commitmentLetter: '诺',
  specialProcedure: '特',
  extension: '延',
  denial: '不许',
  paymentNotice: '缴',
  pickupNotice: '领',
  deliveryReceipt: '送',
  consultationLetter: '征',
  questionAnswer: '答',
  siteVisitNotice: '勘',
  hearingRight: '听告',
  hearingNotice: '听',
  filingReceipt: '收',
  departmentCorrection: '补告',
  deficits: '容',
  singleNotice: '单',
  contactSheet: '联',
  meetingMinutes: '纪',
  alert: '警',
  reminderNotice: '提',
  supervisionNotice: '督',
  trackingReport: '踪',
  commissionForm: '委',
  terminationForm: '终',
  terminationAnnouncement: '公',
  completionForm: '结',
};

/** Who issues a document. `acceptor`: whoever accepts, refuses or asks for correction in the channel of the filing. */
export type Issuer = 'window' | 'department' | 'assist-desk' | 'supervisor';

export interface DocumentRule {
  name: string;
  issuedBy: Issuer | 'acceptor';
  /** Other names the regulation uses for the same document. */
  alsoCalled?: string[];
  basis: Basis;
}

export type DocumentRules = Record<CommonDocument, DocumentRule> & Partial<Record<RegionalDocument, DocumentRule>>;
