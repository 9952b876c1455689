/** What operators read about a result in the Temporal UI; no names of persons. */
import { assertNever, type Deadline, formatLocal } from '@yichuang/kernel';
import type { OperatorView } from '../lib/machine.ts';
import { handoverRuns } from './deadlines.ts';
import { type IssuanceState, unitName } from './model.ts';

export function viewOfIssuance(state: IssuanceState): OperatorView {
  const { slice, item, accepted, applicationNo, handover, delivery } = state;
  return {
    state: stateWord(state),
    waiting: waiting(state),
    due: [
      ...(handover ? [line('移交', handover, state.handoverOverdue)] : []),
      ...(delivery ? [line('送达', delivery, state.deliveryOverdue)] : []),
    ],
    attributes: {
      YcRegion: slice.region.name,
      YcStage: slice.stage.name,
      YcApplicationNo: applicationNo,
      YcProjectCode: accepted.projectCode,
      YcItemCode: item.code,
      YcDepartment: unitName(state),
    },
  };
}

const line = (what: string, { amount, dueAt, basis }: Deadline, overdue: boolean): string =>
  `${what} ${String(amount)}个工作日,${formatLocal(dueAt)} 届满${overdue ? ',已逾期' : ''}(${basis.join('、')})`;

function waiting(state: IssuanceState): OperatorView['waiting'] {
  const { where, item, slice, handover, delivery } = state;
  const who = unitName(state);
  const served = delivery ? ` · 应于 ${formatLocal(delivery.dueAt)} 前送达` : '';
  switch (where.phase) {
    case 'awaitingHandover':
    case 'rejected': {
      const limit = handover && handoverRuns(state) ? ` · 应于 ${formatLocal(handover.dueAt)} 前移交` : ' · 移交已逾期';
      return [{ who, text: `${who} 移交 ${item.code} 的结果${limit}` }];
    }
    case 'discrepancy':
      return [{ who, text: `${who} 更正 ${item.code} 的结果${served}` }];
    case 'held':
      return [{ who: '申请人', text: `申请人补交 ${item.code} 的容缺材料 ${state.deficits.join('、')}${served}` }];
    case 'ready':
      return [{ who: '申请人', text: `申请人到${slice.issuance.outlet.name}领取 ${item.code} 的结果${served}` }];
    case 'delivered':
      return [];
    default:
      return assertNever(where);
  }
}

function stateWord({ where }: IssuanceState): string {
  switch (where.phase) {
    case 'awaitingHandover':
      return '待移交';
    case 'rejected':
      return '已拒收';
    case 'discrepancy':
      return '差异待处理';
    case 'held':
      return '容缺待补';
    case 'ready':
      return '待领取';
    case 'delivered':
      return '已送达';
    default:
      return assertNever(where);
  }
}
