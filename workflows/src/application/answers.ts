/** What a command is told that comes too late or from the wrong hand; also what a closed application answers. */
import type { Closed, Refusal } from '@yichuang/contracts';
import { assertNever } from '@yichuang/kernel';
import type { ApplicationState, ItemPhase } from './model.ts';

/** Why an answer to this item has no effect any more; none while the item waits for one. */
export function settledRefusal(state: ApplicationState, code: string, item: ItemPhase): Refusal | undefined {
  switch (item.phase) {
    case 'accepted':
      return item.deemed
        ? {
            code: 'item-deemed-accepted',
            title: '该事项已视为受理',
            detail: `事项${code}因期限届满未作答复,已视为受理,不得再退回、补正或者不予受理;确需变更承办单位的,由监督员移交。`,
            clause: item.basis.join(';'),
          }
        : {
            code: 'item-accepted',
            title: '该事项已受理',
            detail: `事项${code}已受理,受理后不得退回或者不予受理。`,
            clause: state.slice.acceptance.basis.join(';'),
          };
    case 'refused':
      return {
        code: 'item-acceptance-refused',
        title: '该事项已不予受理',
        detail: `事项${code}已不予受理:${item.reason}`,
        clause: item.clause,
      };
    case 'returned':
      return {
        code: 'item-returned',
        title: '该事项已退回',
        detail: `事项${code}已退回:${item.reason}`,
        clause: state.slice.acceptance.basis.join(';'),
      };
    case 'pushed':
    case 'notPushed':
      return undefined;
    default:
      return assertNever(item);
  }
}

/** Closed means answered: the entry of an item says what became of it. */
export function closedApplication(state: ApplicationState): Closed {
  return {
    default: {
      code: 'acceptance-concluded',
      title: '受理环节已结束',
      detail: `申请${state.filed.applicationNo}的受理环节已结束。`,
      clause: state.slice.acceptance.basis.join(';'),
    },
    entries: Object.entries(state.items).flatMap(([code, item]) => {
      const refusal = settledRefusal(state, code, item);
      return refusal ? [{ ...refusal, itemCode: code }] : [];
    }),
  };
}
