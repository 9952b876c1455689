/** What acts are told that a correction stands in the way of. */
import type { Refusal } from '@yichuang/contracts';
import { formatEnd } from '@yichuang/kernel';
import { noticeBasis } from '../lib/correction.ts';
import { awaited, missing, noticeOf } from './correction.ts';
import type { ApplicationCommand } from './messages.ts';
import type { ApplicationState } from './model.ts';

const clauseOf = ({ slice }: ApplicationState): string => noticeBasis(slice).join(';');

/** 000-14; policy 1.8-7. */
export const toldAlready = (state: ApplicationState): Refusal => ({
  code: 'correction-issued',
  title: '同一次申报只能一次性告知补正',
  detail: `申请${state.filed.applicationNo}已经一次性告知需要补正的全部内容,不得再次告知补正。`,
  clause: clauseOf(state),
});

/** Until all is supplied there is nothing to answer. */
export const correctionOpen = (state: ApplicationState): Refusal => ({
  code: 'correction-open',
  title: '该申请正在补正',
  detail: `已一次性告知申请人补正,补正齐全之后再答复;尚待补正:${awaited(state.correction).flatMap(missing).join('、')}。`,
  clause: clauseOf(state),
});

/** Told for the whole filing, it stands in the way of every answer. */
export const whileCorrecting = (state: ApplicationState, { kind }: ApplicationCommand): Refusal | undefined =>
  state.stopped === 'correction' && (kind === 'accept' || kind === 'refuse' || kind === 'notRequired')
    ? correctionOpen(state)
    : undefined;

/** Of one item where each is answered by itself. */
export function correctionLapsed(state: ApplicationState, itemCode?: string): Refusal {
  const over = state.correction.notices.find(
    ({ phase, itemCodes }) => phase === 'lapsed' && (itemCode === undefined || itemCodes.includes(itemCode)),
  );
  const at = over?.phase === 'lapsed' ? `已于${formatEnd(over.dueAt)}届满` : '已经届满';
  return {
    code: 'correction-lapsed',
    title: '补正已逾期',
    detail: `申请${state.filed.applicationNo}${itemCode === undefined ? '' : `的事项${itemCode}`}的补正期限${at},逾期未补正,已经终止;可以重新申报。`,
    clause: clauseOf(state),
  };
}

/** Nothing is awaited of the applicant: not any more, or never. */
export function nothingAwaited(state: ApplicationState, itemCode?: string): Refusal {
  const { notices } = state.correction;
  const last = itemCode === undefined ? notices.at(-1) : noticeOf(state.correction, itemCode);
  if (last?.phase === 'lapsed') return correctionLapsed(state, itemCode);
  if (last)
    return {
      code: 'correction-complete',
      title: '补正已经齐全',
      detail: `申请${state.filed.applicationNo}需要补正的材料已经齐全,不需再补正。`,
      clause: clauseOf(state),
    };
  return {
    code: 'no-correction',
    title: '没有要求补正',
    detail: `申请${state.filed.applicationNo}没有待补正的材料。`,
  };
}
