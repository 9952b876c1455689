import { z } from 'zod';
import type { DocumentRules } from '../types/documents.ts';
import { basisSchema } from './basis.ts';
import { name } from './text.ts';

const issuer = z.enum(['window', 'department', 'assist-desk', 'supervisor']);
const named = { name, alsoCalled: z.array(name).min(1).exactOptional(), basis: basisSchema };
const rule = z.strictObject({ ...named, issuedBy: issuer });

/** Only what acceptance produces may be issued by "whoever accepts": nothing else depends on the channel. */
const ruleOfAcceptor = z.strictObject({ ...named, issuedBy: z.enum([...issuer.options, 'acceptor']) });

const regional = rule.exactOptional();

export const documentsSchema: z.ZodType<DocumentRules> = z.strictObject({
  acceptance: ruleOfAcceptor,
  acceptanceRefusal: ruleOfAcceptor,
  notRequired: ruleOfAcceptor,
  correction: ruleOfAcceptor,
  correctionLapse: rule,
  commitmentLetter: rule,
  specialProcedure: rule,
  extension: rule,
  denial: rule,
  paymentNotice: rule,
  pickupNotice: rule,
  deliveryReceipt: rule,
  consultationLetter: rule,
  questionAnswer: rule,
  siteVisitNotice: rule,
  hearingRight: rule,
  hearingNotice: rule,
  filingReceipt: regional,
  departmentCorrection: regional,
  deficits: regional,
  singleNotice: regional,
  contactSheet: regional,
  meetingMinutes: regional,
  alert: regional,
  reminderNotice: regional,
  supervisionNotice: regional,
  trackingReport: regional,
  commissionForm: regional,
  terminationForm: regional,
  terminationAnnouncement: regional,
  completionForm: regional,
});
