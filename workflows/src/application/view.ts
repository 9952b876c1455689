/** What operators read about an application in the Temporal UI. */
import { assertNever, type Deadline, formatEnd, formatLocal } from '@yichuang/kernel';
import type { OperatorView } from '../lib/machine.ts';
import { departmentName } from '../lib/names.ts';
import { askedDrafts, awaited, missing } from './correction.ts';
import { codesIn, openItems, owed } from './items.ts';
import { type ApplicationState, type ItemPhase } from './model.ts';

export function viewOfApplication(state: ApplicationState): OperatorView {
  const { filed, slice } = state;
  return {
    state: stateWord(state),
    waiting: waiting(state),
    due: [...slice.items.map(({ code }) => line(state, code)), ...ofApplicant(state)],
    attributes: {
      YcRegion: slice.region.name,
      YcStage: slice.stage.name,
      YcApplicationNo: filed.applicationNo,
      YcProjectCode: filed.projectCode,
    },
  };
}

function waiting(state: ApplicationState): OperatorView['waiting'] {
  const { slice, statutory } = state;
  if (state.concluded) return owed(state) ? [...deficitsAwaited(state), ...paperAwaited(state)] : [];
  if (state.stopped) return [...correctionsAwaited(state), ...deficitsAwaited(state)];
  const byWindow = {
    who: slice.windowName,
    text: `${slice.windowName} 受理 · 逾期视为受理 ${formatLocal(statutory.dueAt)}`,
  };
  const unanswered = codesIn(state, 'pushed').length > 0;
  if (slice.acceptance.by === 'window' || (slice.acceptance.by === 'departmentsThenWindow' && !unanswered))
    return [...draftsAwaited(state), byWindow];
  const open = Object.entries(state.items).flatMap(([code, item]) => {
    if (item.phase === 'pushed') {
      const who = departmentName(state, item.department);
      return [
        {
          at: item.deadline.dueAt,
          who,
          text: `${who} 受理 ${code} · 逾期视为受理 ${formatLocal(item.deadline.dueAt)}`,
        },
      ];
    }
    if (item.phase === 'returned')
      return [
        {
          at: statutory.dueAt,
          who: '牵头部门',
          text: `牵头部门 协调 ${code}(已退回) · ${formatLocal(statutory.dueAt)} 前`,
        },
      ];
    return [];
  });
  const others = open.sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ who, text }) => ({ who, text }));
  return [...others, ...correctionsAwaited(state)];
}

/** The applicant's own periods, and what they rest on. */
function ofApplicant({ correction, deficitsDue, concluded }: ApplicationState): string[] {
  if (concluded) return [];
  const told = awaited(correction).map(({ deadline }) => ({ what: '申请人补正', deadline }));
  const periods = deficitsDue ? [...told, { what: '申请人补交容缺材料', deadline: deficitsDue }] : told;
  return periods.map(({ what, deadline }) => `${what},${formatEnd(deadline.dueAt)} 届满(${deadline.basis.join('、')})`);
}

const draftsAwaited = (state: ApplicationState): OperatorView['waiting'] =>
  askedDrafts(state.correction).map(([code, { department, deadline, overdue }]) => {
    const who = departmentName(state, department);
    const late = overdue ? ' · 已超期' : '';
    return { who, text: `${who} 起草补正告知 ${code} · 应于 ${formatEnd(deadline.dueAt)} 前提交${late}` };
  });

const correctionsAwaited = ({ correction }: ApplicationState): OperatorView['waiting'] =>
  awaited(correction).map((notice) => ({
    who: '申请人',
    text: `申请人 补正 ${missing(notice).join('、')} · 逾期终止 ${formatEnd(notice.deadline.dueAt)}`,
  }));

const deficitsAwaited = ({ deficits, deficitsDue }: ApplicationState): OperatorView['waiting'] =>
  deficits.map(({ itemCode, materials }) => ({
    who: '申请人',
    text: `申请人 补交容缺材料 ${itemCode}:${materials.join('、')}${deficitsDue ? ` · 逾期终止 ${formatEnd(deficitsDue.dueAt)}` : ''}`,
  }));

function paperAwaited({ paper, slice }: ApplicationState): OperatorView['waiting'] {
  if (paper !== 'due' && paper !== 'toForward') return [];
  const what = paper === 'due' ? '收取纸质材料' : '转交纸质材料';
  return [{ who: slice.windowName, text: `${slice.windowName} ${what}` }];
}

function stateWord(state: ApplicationState): string {
  if (state.answer === 'refused') return '不予受理';
  if (state.answer === 'notRequired') return '不受理';
  if (state.answer === 'withdrawn') return '已撤回';
  if (state.answer === 'lapsed') return '补正逾期终止';
  if (awaited(state.correction).length > 0) return '补正中';
  if (openItems(state).length > 0) return state.stopped ? '已预受理' : '审查中';
  const phases = Object.values(state.items).map((item) => item.phase);
  if (phases.every((phase) => phase === 'accepted' || phase === 'waiting')) return '已受理';
  if (phases.every((phase) => phase === 'notRequired')) return '不受理';
  if (phases.every((phase) => phase === 'refused' || phase === 'notRequired')) return '不予受理';
  if (phases.every((phase) => phase === 'lapsed' || phase === 'refused' || phase === 'notRequired'))
    return '补正逾期终止';
  if (phases.includes('returned') && !phases.includes('accepted')) return state.concluded ? '不予受理' : '审查中';
  return '部分受理';
}

function line(state: ApplicationState, code: string): string {
  const item = state.items[code];
  return `${code} ${item ? phaseLine(state, item) : '未知'}`;
}

/** Nothing runs out while the applicant was told what is missing. */
const answerDue = ({ stopped }: ApplicationState, { dueAt, basis }: Deadline): string =>
  stopped ? '期限停止,等待申请人' : `${formatLocal(dueAt)} 届满(${basis.join('、')})`;

function phaseLine(state: ApplicationState, item: ItemPhase): string {
  switch (item.phase) {
    case 'notPushed':
      return `窗口审查中,${answerDue(state, state.statutory)}`;
    case 'pushed':
      return `已推送${departmentName(state, item.department)}(第${String(item.round)}轮),${answerDue(state, item.deadline)}`;
    case 'returned':
      return `${departmentName(state, item.department)}退回:${item.reason}`;
    case 'confirmed':
      return `${departmentName(state, item.department)}已答复受理,待正式受理,${answerDue(state, state.statutory)}`;
    case 'accepted':
      return `${departmentName(state, item.department)}${item.deemed ? '视为受理' : '已受理'},受理日期 ${item.acceptedOn}`;
    case 'waiting':
      return `${departmentName(state, item.department)}待前置 ${item.prerequisites.flat().join('、')}`;
    case 'refused':
      return `${departmentName(state, item.department)}不予受理:${item.reason}`;
    case 'notRequired':
      return `${departmentName(state, item.department)}告知不受理:${item.reason}`;
    case 'correcting':
      return `${departmentName(state, item.department)}已一次性告知补正,等待申请人补正`;
    case 'lapsed':
      return item.deficitsDueAt === undefined ? '补正逾期,已终止' : '补交容缺材料逾期,已终止';
    default:
      return assertNever(item);
  }
}
