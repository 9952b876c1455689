/** Documents of a question: its answer (咨询答复), and the contact sheet (咨询联络单) where the region keeps one. */
import type { CommonFact } from '@yichuang/contracts';
import { type Actor, questionWorkflowId, systemActor } from '@yichuang/contracts/temporal';
import { type Deadline, formatEnd, type Instant } from '@yichuang/kernel';
import { issue } from '../lib/documents.ts';
import { departmentName } from '../lib/names.ts';
import { type QuestionState } from './model.ts';

/** What it is about, in lines. */
const subject = ({ asked, slice }: QuestionState): string[] => [
  `咨询编号:${asked.questionNo}`,
  `咨询单位:${asked.applicantName}`,
  ...(slice.item ? [`事项:${slice.item.code} ${slice.item.name}`] : []),
  `咨询内容:${asked.text}`,
];

const common = ({ asked, slice }: QuestionState) => ({
  workflowId: questionWorkflowId(asked.questionNo),
  n: 1,
  ...(slice.item && { itemCode: slice.item.code }),
});

/** To whoever asked. */
export function answerDocument(
  state: QuestionState,
  { at, actor, text }: { at: Instant; actor: Actor; text: string },
): CommonFact[] {
  const { asked, slice, department } = state;
  return issue(slice, {
    ...common(state),
    kind: 'questionAnswer',
    to: { name: asked.applicantName, uscc: asked.uscc },
    issuer: departmentName(state, department),
    lines: [...subject(state), `答复:${text}`],
    at,
    actor,
    basis: slice.period.basis,
  });
}

/** To the department, from the window that keeps it (004 三(一)). */
export function contactSheet(state: QuestionState, at: Instant, due: Deadline): CommonFact[] {
  const { slice, department } = state;
  if (slice.contactSheet === undefined) return [];
  return issue(slice, {
    ...common(state),
    kind: 'contactSheet',
    variant: slice.contactSheet,
    to: { name: departmentName(state, department) },
    issuer: slice.windowName,
    lines: [...subject(state), `请于${formatEnd(due.dueAt)}前答复。`],
    at,
    actor: systemActor,
    basis: slice.basis,
  });
}
