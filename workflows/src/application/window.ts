/** What the window decides of a filing as a whole (000 三(二); 002 二(二)3(1); 003 四1). */
import type { AcceptedData, Refusal } from '@yichuang/contracts';
import { dateOf } from '@yichuang/kernel';
import { no, reasonMissing, yes } from '../lib/machine.ts';
import { departmentName } from '../lib/names.ts';
import { noPaperDue, noPaperToForward, settledApplication } from './answers.ts';
import { committed } from './applicant.ts';
import { deficitsOpen, judgeDeficits, preAccept } from './deficits.ts';
import { codesIn, openItems, withStage } from './items.ts';
import type { Command } from './messages.ts';
import { type ApplicationState } from './model.ts';
import { type ApplicationDecision, accept } from './moves.ts';

type Extra = Pick<AcceptedData, 'deficits' | 'onCommitment'>;

/** The window accepts the whole filing at once; where departments answer first, what they confirmed. */
export function acceptApplication(state: ApplicationState, command: Command<'accept'>): ApplicationDecision {
  const { receivedAt: at, actor, body } = command;
  const decided = notForTheWindow(state);
  if (decided) return no(decided);
  const deficits = body.deficits && judgeDeficits(state, body.deficits);
  if (deficits && 'problem' in deficits) return no(deficits.problem);
  if (deficits && state.slice.rules.deficits.mode === 'preAccept') return preAccept(state, command, deficits.deficits);
  const problem = cannotAccept(state);
  if (problem) return no(problem);
  const onCommitment = body.onCommitment === true ? committed(state) : { items: [] };
  if ('problem' in onCommitment) return no(onCommitment.problem);
  const extra = (itemCode: string): Extra => {
    const open = deficits?.deficits.find((deficit) => deficit.itemCode === itemCode);
    return {
      ...(open && { deficits: open.materials }),
      ...(onCommitment.items.includes(itemCode) && { onCommitment: true }),
    };
  };
  const { basis } = state.slice.acceptance;
  const data = { deemed: false, acceptedOn: dateOf(at) };
  return yes(
    accepted(state).map(({ code, department }) =>
      accept(state, { at, actor, basis }, { itemCode: code, department, ...data, ...extra(code) }),
    ),
  );
}

/** What the window's word covers: all of it, but for items that their departments refused. */
const accepted = ({ slice, items }: ApplicationState): { code: string; department: string }[] =>
  slice.items.flatMap(({ code, department }) => {
    const item = items[code];
    if (item?.phase === 'confirmed') return [{ code, department: item.department }];
    return item?.phase === 'notPushed' ? [{ code, department }] : [];
  });

function cannotAccept(state: ApplicationState): Refusal | undefined {
  const { by, basis } = state.slice.acceptance;
  const clause = basis.join(';');
  if (state.stopped) return deficitsOpen(state);
  switch (by) {
    case 'window':
      return undefined;
    case 'department':
      return departmentsAccept(state);
    case 'departmentsThenWindow': {
      const waiting = waitingFor(state);
      if (waiting.length === 0) return undefined;
      return {
        code: 'departments-unconfirmed',
        title: '业务部门尚未全部确认',
        detail: `尚待确认:${waiting.join('、')};每个业务部门都确认之后,窗口才能受理。`,
        clause,
      };
    }
    case 'allDepartments':
      return {
        code: 'departments-answer',
        title: '各部门尚未回复受理通知',
        detail: `受理决定书在各部门都回复受理通知时出具,窗口不作受理;尚待回复:${waitingFor(state).join('、')}。`,
        clause,
      };
  }
}

const waitingFor = (state: ApplicationState): string[] =>
  codesIn(state, 'pushed').map((code) => {
    const item = state.items[code];
    return `${item?.phase === 'pushed' ? departmentName(state, item.department) : ''}(${code})`;
  });

const notForTheWindow = (state: ApplicationState): Refusal | undefined =>
  state.slice.acceptance.by === 'department' ? departmentsAccept(state) : settledApplication(state);

const departmentsAccept = ({ slice }: ApplicationState): Refusal => ({
  code: 'departments-accept',
  title: '本地区由业务单位受理',
  detail: '该申请由各业务单位分别受理,窗口不作受理决定。',
  clause: slice.acceptance.basis.join(';'),
});

/** Who refuses acceptance is the region's rule: in some only the departments (003 四1). */
export function refuseApplication(state: ApplicationState, command: Command<'refuse'>): ApplicationDecision {
  const decided = notForTheWindow(state);
  if (decided) return no(decided);
  const { refusal } = state.slice.acceptance;
  if (refusal.by !== 'window')
    return no({
      code: 'departments-refuse',
      title: '不予受理由业务部门决定',
      detail: '窗口不作不予受理的决定;不予受理由业务部门(业务单位)作出并说明理由。',
      clause: refusal.basis.join(';'),
    });
  const { reason, clause, competentAuthority } = command.body;
  if (reason.trim() === '') return no(reasonMissing('不予受理必须写明具体理由。', ['行政许可法 32']));
  const { receivedAt: at, actor } = command;
  const data = { reason, clause, ...(competentAuthority !== undefined && { competentAuthority }) };
  return yes([{ type: 'applicationRefused', at, actor, basis: ['行政许可法 32', clause], data }]);
}

/** 许可法 32(1): at once, where no permit is needed. Whoever issues the document tells it. */
export function notRequired(state: ApplicationState, command: Command<'notRequired'>): ApplicationDecision {
  const decided = notForTheWindow(state);
  if (decided) return no(decided);
  if (state.slice.documents.notRequired?.issuedBy === 'department') return no(departmentsAccept(state));
  const { reason } = command.body;
  if (reason.trim() === '') return no(reasonMissing('不受理必须写明具体理由。', ['行政许可法 32(1)']));
  const { receivedAt: at, actor } = command;
  return yes([{ type: 'applicationNotRequired', at, actor, basis: ['行政许可法 32(1)'], data: { reason } }]);
}

/** 000 二(1)1: one paper set, on site or by post; before acceptance or after it. */
export function receivePaper(state: ApplicationState, command: Command<'receivePaper'>): ApplicationDecision {
  if (state.paper !== 'due') return no(noPaperDue(state));
  const { receivedAt: at, actor, body } = command;
  return yes([{ type: 'paperReceived', at, actor, basis: state.slice.rules.paper.basis, data: { by: body.by } }]);
}

/** 003 四1: to every unit that has, or may still have, an item of the filing; before acceptance or after it. */
export function forwardPaper(state: ApplicationState, command: Command<'forwardPaper'>): ApplicationDecision {
  if (state.paper !== 'toForward') return no(noPaperToForward(state));
  const { receivedAt: at, actor } = command;
  const departments = [...new Set([...openItems(state), ...withStage(state)].map((code) => unitOf(state, code)))];
  return yes([{ type: 'paperForwarded', at, actor, basis: state.slice.rules.paper.basis, data: { departments } }]);
}

/** Whoever has the item now, else whose it is by the catalogue. */
function unitOf({ items, slice }: ApplicationState, code: string): string {
  const item = items[code];
  if (item && 'department' in item) return item.department;
  return slice.items.find((one) => one.code === code)?.department ?? '';
}
