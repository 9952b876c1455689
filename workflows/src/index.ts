/** The registry: every workflow type the workers know. */
export { applicationWorkflow } from './application/workflow.ts';
export { assistWorkflow } from './assist/workflow.ts';
export { calendarAmendmentWorkflow } from './calendar-amendment/workflow.ts';
export { consultationWorkflow } from './consultation/workflow.ts';
export { delegationWorkflow } from './delegation/workflow.ts';
export { departmentInquiryWorkflow } from './department-inquiry/workflow.ts';
export { issuanceWorkflow } from './issuance/workflow.ts';
export { itemReviewWorkflow } from './item-review/workflow.ts';
export { questionWorkflow } from './question/workflow.ts';
export { stageApprovalWorkflow } from './stage-approval/workflow.ts';
export { stageInquiryWorkflow } from './stage-inquiry/workflow.ts';
