/** The four services; each has one schema, one task queue, one topic of the same name. */
export const services = ['intake', 'approval', 'issuance', 'assist'] as const;
export type ServiceName = (typeof services)[number];

export const isServiceName = (text: string): text is ServiceName => services.some((name) => name === text);

/** Workflow type → the service that owns it (its task queue, its schema). */
export const workflowOwners = {
  applicationWorkflow: 'intake',
  questionWorkflow: 'intake',
  stageInquiryWorkflow: 'intake',
  departmentInquiryWorkflow: 'intake',
  stageApprovalWorkflow: 'approval',
  itemReviewWorkflow: 'approval',
  consultationWorkflow: 'approval',
  calendarAmendmentWorkflow: 'approval',
  delegationWorkflow: 'approval',
  issuanceWorkflow: 'issuance',
  assistWorkflow: 'assist',
} as const satisfies Record<string, ServiceName>;
export type WorkflowType = keyof typeof workflowOwners;

/**
 * How long a lost worker holds a workflow task: after that another worker takes the case. A task that waits for the store reports at
 * four fifths of it; less than this and a busy machine would miss its reports.
 */
export const workflowTaskTimeout = '5s';

/** Worker deployment of a task queue (one deployment per task queue). */
export const deploymentName = (queue: ServiceName): string => `yichuang-${queue}`;
