/** What both sides of the cost measure have in common. */
import type { Counts } from './counters.ts';
import type { Kept } from './histories.ts';

export interface Measured {
  counts: Counts;
  histories: Kept[];
}

/** Clocks of both stand so that no deadline is near. */
export const clockAt = '2026-09-18T02:00:00.000Z';
export const workflowTypes = ['applicationWorkflow', 'stageApprovalWorkflow', 'itemReviewWorkflow'] as const;
