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
] as const;

/** Documents that only the regions with the matching rule issue. */
const regionalDocuments = [
  'filingReceipt',
  'departmentCorrection',
  'deficits',
  'singleNotice',
  'contactSheet',
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
