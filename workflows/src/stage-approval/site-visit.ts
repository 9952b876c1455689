/**
 * A joint visit (联合勘查, 004 二(三); 行政许可法 26¶2, 34¶3): where several departments must look at the site, the lead department of the stage
 * calls them to one visit. No clock stands still for it (行政许可法 45 does not list it).
 */
import type { Refusal, SiteVisitCalledData, SiteVisitPart, StageFact } from '@yichuang/contracts';
import { formatLocal } from '@yichuang/kernel';
import { no, yes } from '../lib/machine.ts';
import { departmentName } from '../lib/names.ts';
import { checkedBy, siteBasis } from '../lib/site-check.ts';
import { visitNotice } from './documents.ts';
import { onlyTheLead } from './lead.ts';
import type { Command } from './messages.ts';
import { type SiteVisit, type StageDecision, type StageItem, type StageState, visitOf } from './model.ts';

const basis = ['行政许可法 26¶2', ...siteBasis];
const clause = basis.join(';');

export function callSiteVisit(state: StageState, command: Command<'callSiteVisit'>): StageDecision {
  const { receivedAt: at, actor, body } = command;
  const problem = onlyTheLead(state, actor) ?? cannotBeCalled(state, command);
  if (problem) return no(problem);
  const items = itemsOf(state, body.items).map(({ itemCode, department }) => ({ itemCode, department }));
  const { visitAt, place } = body;
  const n = state.visits.length + 1;
  const data: SiteVisitCalledData = { n, visitAt, ...(place !== undefined && { place }), items };
  const fact: StageFact = { type: 'siteVisitCalled', at, actor, basis, data };
  return yes([fact], visitNotice(state, fact, data));
}

const itemsOf = ({ items }: StageState, codes: string[]): StageItem[] =>
  [...new Set(codes)].flatMap((code) => items[code] ?? []);

function cannotBeCalled(state: StageState, { receivedAt, body }: Command<'callSiteVisit'>): Refusal | undefined {
  const notOpen = body.items.filter((code) => !state.items[code] || state.items[code].ended);
  if (notOpen.length > 0)
    return {
      code: 'item-not-under-review',
      title: '该事项不在办理中',
      detail: `申请${state.applicationNo}中没有正在办理的事项${notOpen.join('、')}。`,
    };
  const departments = new Set(itemsOf(state, body.items).map(({ department }) => department));
  if (departments.size < 2)
    return {
      code: 'visit-not-joint',
      title: '不是联合勘查',
      detail: '联合勘查至少涉及两个部门;只有一个部门需要勘查的,由该部门自行核查。',
      clause,
    };
  if (body.visitAt <= receivedAt)
    return {
      code: 'visit-in-the-past',
      title: '勘查时间已过',
      detail: `勘查时间${formatLocal(body.visitAt)}已过,请另定以后的时间。`,
    };
  const called = body.items.filter((code) => visitOf(state, code));
  if (called.length === 0) return undefined;
  return {
    code: 'visit-called',
    title: '已经组织联合勘查',
    detail: `事项${called.join('、')}的联合勘查尚未完成,不另行组织。`,
    clause,
  };
}

/** The part of the actor's department in the visit of its item. */
function partOf(
  state: StageState,
  { actor, body: { itemCode } }: Command<'confirm' | 'record'>,
): { part: SiteVisitPart; visit: SiteVisit } | { problem: Refusal } {
  const item = state.items[itemCode];
  const visit = visitOf(state, itemCode);
  if (!item || !visit)
    return {
      problem: { code: 'no-site-visit', title: '没有待办的联合勘查', detail: `事项${itemCode}没有待办的联合勘查。` },
    };
  const { department } = item;
  if (actor.departmentId === department) return { part: { n: visit.n, itemCode, department }, visit };
  return {
    problem: {
      code: 'not-the-holder',
      title: '该事项不由本单位承办',
      detail: `事项${itemCode}由${departmentName(state, department)}承办,由该单位参加联合勘查。`,
    },
  };
}

export function confirmVisit(state: StageState, command: Command<'confirm'>): StageDecision {
  const found = partOf(state, command);
  if ('problem' in found) return no(found.problem);
  const { part, visit } = found;
  if (visit.parts[part.itemCode] === 'confirmed')
    return no({
      code: 'visit-confirmed',
      title: '已经确认参加',
      detail: `已经确认参加${formatLocal(visit.visitAt)}的联合勘查。`,
    });
  const { receivedAt: at, actor } = command;
  return yes([{ type: 'siteVisitConfirmed', at, actor, basis, data: part }]);
}

export function recordVisit(state: StageState, command: Command<'record'>): StageDecision {
  const found = partOf(state, command);
  if ('problem' in found) return no(found.problem);
  const { part, visit } = found;
  const { receivedAt: at, actor, body } = command;
  if (at < visit.visitAt)
    return no({
      code: 'visit-not-yet',
      title: '联合勘查尚未开始',
      detail: `联合勘查定于${formatLocal(visit.visitAt)},勘查之后再登记。`,
    });
  const checked = checkedBy(body.staff, body.findings);
  if ('problem' in checked) return no(checked.problem);
  const data = { ...part, staff: checked.staff, findings: body.findings };
  return yes([{ type: 'siteVisited', at, actor, basis, data }]);
}
