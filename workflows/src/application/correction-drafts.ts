/** 000 三(二): what the window cannot tell on the spot the item's department drafts; the window still tells it. */
import type { DraftRequestedData, Refusal } from '@yichuang/contracts';
import { no, yes } from '../lib/machine.ts';
import { departmentName } from '../lib/names.ts';
import { settledApplication } from './answers.ts';
import { toldAlready } from './correction-answers.ts';
import { contentsProblem } from './correction-notice.ts';
import type { Command } from './messages.ts';
import { type ApplicationState, period } from './model.ts';
import { type ApplicationDecision, unknownItem } from './moves.ts';

/** Also again, where the window wants a draft made anew. */
export function requestDraft(state: ApplicationState, command: Command<'requestDraft'>): ApplicationDecision {
  const { receivedAt: at, actor, body } = command;
  const { itemCode } = body;
  const item = state.slice.items.find(({ code }) => code === itemCode);
  if (!item) return no(unknownItem(state, itemCode));
  const { draftedByDepartment, basis } = state.slice.acceptance.correction;
  const limit = state.slice.periods.correctionDraft;
  const problem = noDraftNow(state);
  if (problem) return no(problem);
  if (!draftedByDepartment || !limit)
    return no({
      code: 'no-draft-here',
      title: '本地区没有部门起草补正告知',
      detail: '本地区没有由审批部门起草补正告知的规定;应当直接一次性告知。',
      clause: basis.join(';'),
    });
  const { department } = item;
  const earlier = state.correction.drafts[itemCode];
  if (earlier?.phase === 'asked')
    return no({
      code: 'draft-asked',
      title: '已经商请部门起草',
      detail: `已商请${departmentName(state, department)}就事项${itemCode}起草补正告知。`,
      clause: basis.join(';'),
    });
  const round = (earlier?.round ?? 0) + 1;
  const deadline = period(state, `draft:${itemCode}:${String(round)}`, at, limit);
  const data: DraftRequestedData = { itemCode, department, round, deadline };
  return yes([{ type: 'correctionDraftRequested', at, actor, basis, data }]);
}

export function submitDraft(state: ApplicationState, command: Command<'submitDraft'>): ApplicationDecision {
  const { receivedAt: at, actor, body } = command;
  const { itemCode, materials, contents } = body;
  const problem = noDraftNow(state);
  if (problem) return no(problem);
  const draft = state.correction.drafts[itemCode];
  const { basis } = state.slice.acceptance.correction;
  if (draft?.phase !== 'asked')
    return no({
      code: 'draft-not-asked',
      title: '没有商请起草补正告知',
      detail: draft ? `事项${itemCode}的补正告知已经起草。` : `窗口没有就事项${itemCode}商请起草补正告知。`,
      clause: basis.join(';'),
    });
  const { department } = draft;
  if (actor.departmentId !== department)
    return no({
      code: 'not-the-holder',
      title: '该事项不由本单位承办',
      detail: `事项${itemCode}的补正告知由${departmentName(state, department)}起草。`,
      clause: basis.join(';'),
    });
  const lacking = contentsProblem(state, contents);
  if (lacking) return no(lacking);
  return yes([{ type: 'correctionDrafted', at, actor, basis, data: { itemCode, department, materials, contents } }]);
}

/** Once the applicant was told, a draft comes too late. */
function noDraftNow(state: ApplicationState): Refusal | undefined {
  const settled = settledApplication(state);
  if (settled) return settled;
  return state.correction.notices.length > 0 || state.stopped ? toldAlready(state) : undefined;
}
