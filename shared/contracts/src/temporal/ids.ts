/** Workflow IDs: ASCII, no personal data, built here and nowhere else (docs/architecture.md). */

/** `application:{no}` owns a filing up to acceptance. */
export const applicationWorkflowId = (applicationNo: string): string => `application:${applicationNo}`;

/** `stage:{no}` owns the accepted items of one application. */
export const stageWorkflowId = (applicationNo: string): string => `stage:${applicationNo}`;

/** `stage:{no}:item:{code}` reviews one item. */
export const itemWorkflowId = (applicationNo: string, itemCode: string): string =>
  `${stageWorkflowId(applicationNo)}:item:${itemCode}`;

/** `stage:{no}:item:{code}:consultation:{department}:{n}` asks one department for its opinion on an item. */
export const consultationWorkflowId = (
  applicationNo: string,
  { itemCode, department, n }: { itemCode: string; department: string; n: number },
): string => `${itemWorkflowId(applicationNo, itemCode)}:consultation:${department}:${String(n)}`;

/** `amendment:{no}` owns one amendment of the working-day calendar. */
export const amendmentWorkflowId = (amendmentNo: string): string => `amendment:${amendmentNo}`;

/** `delegation:{no}` owns one entry of the register of delegations. */
export const delegationWorkflowId = (delegationNo: string): string => `delegation:${delegationNo}`;

/** Type of the message that has a workflow look for calendar versions that came into force; its ID ends with the version. */
export const calendarCheck = 'calendarCheck';

/** `assist:{no}` owns a commission of the assist desk. */
export const assistWorkflowId = (assistNo: string): string => `assist:${assistNo}`;

/** `question:{no}` owns a question to a department. */
export const questionWorkflowId = (questionNo: string): string => `question:${questionNo}`;

/** `inquiry:{no}` owns a stage inquiry. */
export const inquiryWorkflowId = (inquiryNo: string): string => `inquiry:${inquiryNo}`;

/** `inquiry:{no}:{department}` asks one department. */
export const departmentInquiryWorkflowId = (inquiryNo: string, department: string): string =>
  `${inquiryWorkflowId(inquiryNo)}:${department}`;

/** Number of one item of an application (事项办件编号); item codes hold no hyphen. */
export const itemCaseNoOf = (applicationNo: string, itemCode: string): string => `${applicationNo}-${itemCode}`;

/** `issuance:{itemCaseNo}` hands the result of one item out. */
export const issuanceWorkflowId = (applicationNo: string, itemCode: string): string =>
  `issuance:${itemCaseNoOf(applicationNo, itemCode)}`;

/**
 * The case number inside a workflow ID, which names the case's lock and chain: what comes between the first and the second colon;
 * of an item's number the application's part.
 */
export function caseNoOf(workflowId: string): string {
  const [owner, number] = workflowId.split(':');
  const caseNo = owner === 'issuance' ? number?.slice(0, number.lastIndexOf('-')) : number;
  if (!caseNo) throw new RangeError(`no case number in workflow ID ${workflowId}`);
  return caseNo;
}

/** The ID under which a parent hears of its child's end; also the cause of what the parent records then. */
export const childClosedEventId = (childWorkflowId: string): string => `closed:${childWorkflowId}`;
