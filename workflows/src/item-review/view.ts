/** What operators read about an item in the Temporal UI. */
import { opinionWords } from '@yichuang/contracts';
import { formatLocal, periodText } from '@yichuang/kernel';
import type { OperatorView } from '../lib/machine.ts';
import { departmentName } from '../lib/names.ts';
import { resultWords } from '../lib/results.ts';
import { type ItemConsultation, type ItemState, unitName } from './model.ts';

export function viewOfItem(state: ItemState): OperatorView {
  const { slice, item } = state;
  const who = unitName(state);
  return {
    state: stateWord(state),
    waiting: state.decided ? [] : [{ who, text: `${who} 审查 ${item.code}${limit(state)}` }],
    due: [
      dueLine(state),
      ...statutoryLine(state),
      ...hearingLine(state),
      ...state.consultations.map((one) => consultationLine(state, one)),
      ...state.rungs.slice(-1).map(({ at }) => `最近一次督办 ${formatLocal(at)}`),
    ],
    attributes: {
      YcRegion: slice.region.name,
      YcStage: slice.stage.name,
      YcApplicationNo: state.applicationNo,
      YcProjectCode: state.projectCode,
      YcItemCode: item.code,
      YcDepartment: who,
    },
  };
}

function stateWord({ decided, special }: ItemState): string {
  if (decided) return resultWords[decided.result];
  return special ? '特别程序中' : '办理中';
}

function limit({ due, special, overdue }: ItemState): string {
  if (special) return ` · ${special.procedure} 停止计时,预计至 ${formatLocal(special.expected.dueAt)}`;
  if (!due) return '';
  return ` · 应于 ${formatLocal(due.dueAt)} 前办结${due.provisional ? '(暂定)' : ''}${overdue ? ' · 已超期' : ''}`;
}

const dueLine = ({ due, acceptedOn }: ItemState): string =>
  due
    ? `受理日期 ${acceptedOn},${periodText(due)},${formatLocal(due.dueAt)} 届满(${due.basis.join('、')})`
    : `受理日期 ${acceptedOn},未设办理期限`;

const statutoryLine = ({ statutory, statutoryReached }: ItemState): string[] =>
  statutory
    ? [
        `法定期限 ${statutory.start.rule},${periodText(statutory)},${formatLocal(statutory.dueAt)} 届满(${statutory.basis.join('、')})${statutoryReached ? ' · 已届满' : ''}`,
      ]
    : [];

const consultationLine = (state: ItemState, { department, askedAt, stopsClock, now }: ItemConsultation): string => {
  const word =
    typeof now === 'object'
      ? `${opinionWords[now.opinion]}${now.late ? '(逾期答复)' : ''}`
      : now === 'open'
        ? '未答复'
        : '已终结';
  return `${formatLocal(askedAt)} 向 ${departmentName(state, department)} 征求意见:${word}${stopsClock && now === 'open' ? ' · 停止计时' : ''}`;
};

function hearingLine({ hearing }: ItemState): string[] {
  if (!hearing) return [];
  const { right, requested, announced, held } = hearing;
  if (held) return ['听证 已举行,笔录已登记'];
  if (announced) return [`听证 定于 ${formatLocal(announced.heldAt)} 举行`];
  if (requested)
    return [
      `听证 应于 ${formatLocal(requested.holdBy.dueAt)} 前举行(行政许可法 47)${requested.overdue ? ' · 已逾期' : ''}`,
    ];
  return right
    ? [`听证 要求听证的期限${right.over ? '已' : `至 ${formatLocal(right.until.dueAt)} `}届满(行政许可法 47)`]
    : [];
}
