import { z } from 'zod';
import type { PackPeriods } from '../types/pack.ts';
import { periodSchema } from './period.ts';

const regional = periodSchema.exactOptional();

export const periodsSchema: z.ZodType<PackPeriods> = z.strictObject({
  correctionDraft: regional,
  correctionByApplicant: periodSchema,
  questionAnswer: periodSchema,
  inquiryReply: regional,
  consultationReply: periodSchema,
  itemLimit: periodSchema,
  itemExtension: periodSchema,
  stageLimit: periodSchema,
  stageExtension: periodSchema,
  handover: periodSchema,
  issue: periodSchema,
  delivery: periodSchema,
  deliveryFeedback: regional,
  pickupReminder: periodSchema,
  ratingCallback: periodSchema,
  ratingRectification: periodSchema,
  assistContact: regional,
  assistHandover: regional,
  terminationConfirmation: regional,
  terminationAnnouncement: regional,
});
