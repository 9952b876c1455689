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

/** Why an answer to the whole application has no effect any more; none while it waits for one. */
export function settledApplication({ answer, filed, items, slice }: ApplicationState): Refusal | undefined {
  if (answer === undefined) return undefined;
  const accepted = Object.values(items).flatMap((item) => (item.phase === 'accepted' ? [item] : []));
  const deemed = accepted.find((item) => item.deemed);
  const no = filed.applicationNo;
  switch (answer) {
    case 'refused':
      return {
        code: 'application-refused',
        title: '该申请已不予受理',
        detail: `申请${no}已不予受理。`,
        clause: '行政许可法 32',
      };
    case 'notRequired':
      return {
        code: 'application-not-required',
        title: '该申请已告知不受理',
        detail: `申请${no}已告知不需要许可,不受理。`,
        clause: '行政许可法 32(1)',
      };
    case 'accepted':
      return deemed && accepted.every((item) => item.deemed)
        ? {
            code: 'application-deemed-accepted',
            title: '该申请已视为受理',
            detail: `申请${no}因期限届满未作答复,已视为受理,不得再作受理与否的决定。`,
            clause: deemed.basis.join(';'),
          }
        : {
            code: 'application-accepted',
            title: '该申请已受理',
            detail: `申请${no}已受理,不得再作受理与否的决定。`,
            clause: slice.acceptance.basis.join(';'),
          };
    default:
      return assertNever(answer);
  }
}

/** Closed means answered: the entry of an item says what became of it. */
export function closedApplication(state: ApplicationState): Closed {
  return {
    default: settledApplication(state) ?? {
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
