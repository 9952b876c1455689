/** What a command is told that comes too late or from the wrong hand; also what a closed application answers. */
import type { Closed, Refusal } from '@yichuang/contracts';
import { assertNever, formatEnd, type Instant } from '@yichuang/kernel';
import { correctionLapsed, correctionOpen, nothingAwaited } from './correction-answers.ts';
import type { ApplicationState, ItemPhase } from './model.ts';

/** Only where the region has the rule may a unit return what is not its own (002 二(一)2(2)). */
export const noReturnHere = (state: ApplicationState): Refusal => ({
  code: 'no-return-here',
  title: '本地区不实行退回',
  detail: '本地区没有业务单位退回事项的规定;对承办单位有异议的,由牵头部门协调。',
  clause: state.slice.acceptance.basis.join(';'),
});

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
    case 'waiting':
      return {
        code: 'item-waiting',
        title: '该事项待前置',
        detail: `事项${code}已${item.deemed ? '视为' : '答复'}受理,待同一申请内的前置事项${item.prerequisites.flat().join('、')}准予之日正式受理。`,
        clause: state.slice.acceptance.basis.join(';'),
      };
    case 'refused':
      return {
        code: 'item-acceptance-refused',
        title: '该事项已不予受理',
        detail: `事项${code}已不予受理:${item.reason}`,
        clause: item.clause,
      };
    case 'notRequired':
      return {
        code: 'item-not-required',
        title: '该事项已告知不受理',
        detail: `事项${code}依法不需要取得行政许可,已告知不受理:${item.reason}`,
        clause: '行政许可法 32(1)',
      };
    case 'returned':
      return {
        code: 'item-returned',
        title: '该事项已退回',
        detail: `事项${code}已退回:${item.reason}`,
        clause: state.slice.acceptance.basis.join(';'),
      };
    case 'confirmed':
      return {
        code: 'item-confirmed',
        title: '该事项已答复受理',
        detail: `事项${code}已由承办单位答复受理,等待正式受理。`,
        clause: state.slice.acceptance.basis.join(';'),
      };
    case 'correcting':
      return correctionOpen(state);
    case 'lapsed':
      return item.deficitsDueAt === undefined
        ? correctionLapsed(state, code)
        : deficitsLapsed(state, code, item.deficitsDueAt);
    case 'pushed':
    case 'notPushed':
      return undefined;
    default:
      return assertNever(item);
  }
}

const deficitsLapsed = ({ filed, slice }: ApplicationState, itemCode: string, dueAt: Instant): Refusal => ({
  code: 'deficits-lapsed',
  title: '补交容缺材料已逾期',
  detail: `申请${filed.applicationNo}的事项${itemCode}补交容缺材料的期限已于${formatEnd(dueAt)}届满,未补齐,已经终止;可以重新申报。`,
  clause: slice.rules.deficits.basis.join(';'),
});

/** Why an answer to the whole application has no effect any more; none while it waits for one. */
export function settledApplication(state: ApplicationState): Refusal | undefined {
  const { answer, filed, items, slice } = state;
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
    case 'lapsed':
      return correctionLapsed(state);
    case 'withdrawn':
      return { code: 'application-withdrawn', title: '该申请已撤回', detail: `申请${no}已撤回。` };
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

/** Closed means answered: the entry of an item says what became of it; of a withdrawn application nothing else is said. */
export function closedApplication(state: ApplicationState): Closed {
  const { slice, filed } = state;
  return {
    default: settledApplication(state) ?? {
      code: 'acceptance-concluded',
      title: '受理环节已结束',
      detail: `申请${filed.applicationNo}的受理环节已结束。`,
      clause: slice.acceptance.basis.join(';'),
    },
    entries:
      state.answer === 'withdrawn'
        ? []
        : [
            ...(slice.acceptance.by === 'department' ? [] : [{ ...noReturnHere(state), kind: 'return' }]),
            ...laterArrivals(state),
            ...Object.entries(state.items).flatMap(([code, item]) => {
              const refusal = settledRefusal(state, code, item);
              return refusal ? [{ ...refusal, itemCode: code }] : [];
            }),
          ],
  };
}

/** What may come after acceptance has come, or was never awaited. */
const laterArrivals = (state: ApplicationState): Closed['entries'] => [
  { ...noPaperDue(state), kind: 'receivePaper' },
  { ...noPaperToForward(state), kind: 'forwardPaper' },
  { ...noDeficit(state), kind: 'supplyDeficits' },
  ...(state.correction.notices.length > 0 ? [{ ...nothingAwaited(state), kind: 'supply' }] : []),
];

export const noPaperDue = ({ paper, slice }: ApplicationState): Refusal =>
  paper !== undefined && paper !== 'due'
    ? { code: 'paper-received', title: '纸质材料已收', detail: '纸质材料已登记收到。' }
    : {
        code: 'no-paper-here',
        title: '不需要纸质材料',
        detail: '本申请不需要另交纸质材料。',
        clause: slice.rules.paper.basis.join(';'),
      };

export const noPaperToForward = ({ paper, slice }: ApplicationState): Refusal =>
  paper === 'forwarded'
    ? { code: 'paper-forwarded', title: '纸质材料已转交', detail: '纸质材料已转交业务部门。' }
    : {
        code: 'no-paper-here',
        title: '不需要纸质材料',
        detail: '本申请没有待转交业务部门的纸质材料。',
        clause: slice.rules.paper.basis.join(';'),
      };

export function noDeficit(state: ApplicationState): Refusal {
  const { filed, deficits, items } = state;
  const lapsed = Object.entries(items).flatMap(([code, item]) =>
    item.phase === 'lapsed' && item.deficitsDueAt !== undefined
      ? [deficitsLapsed(state, code, item.deficitsDueAt)]
      : [],
  );
  if (deficits.length === 0 && lapsed[0]) return lapsed[0];
  return {
    code: 'no-deficit',
    title: '没有待补的容缺材料',
    detail:
      deficits.length === 0
        ? `申请${filed.applicationNo}没有待补的容缺材料。`
        : `待补的容缺材料:${deficits.flatMap(({ materials }) => materials).join('、')}。`,
  };
}
