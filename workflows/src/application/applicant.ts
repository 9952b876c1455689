/** What the applicant does before acceptance: sign a commitment, say who helps, withdraw. */
import type { ApplicationFact, Refusal } from '@yichuang/contracts';
import { type HelperCommand, helperChange } from '../lib/helper.ts';
import { no, yes } from '../lib/machine.ts';
import { settledApplication, settledRefusal } from './answers.ts';
import { conclude } from './conclude.ts';
import { codesIn, openItems, withStage } from './items.ts';
import type { ApplicationEvent, Command } from './messages.ts';
import { type ApplicationState } from './model.ts';
import { type ApplicationDecision, unknownItem } from './moves.ts';

/** 000 二(1)1: where region and item have it; the ordinary way stays open. */
export function signCommitment(state: ApplicationState, command: Command<'signCommitment'>): ApplicationDecision {
  const { receivedAt: at, actor, body } = command;
  const { itemCode } = body;
  const item = state.items[itemCode];
  if (!item) return no(unknownItem(state, itemCode));
  const settled = settledApplication(state) ?? settledRefusal(state, itemCode, item);
  if (settled) return no(settled);
  const { commitment } = state.slice.rules;
  if (!takesCommitment(state, itemCode)) return no(noCommitment(state, `事项${itemCode}不适用告知承诺。`));
  if (state.commitments.includes(itemCode))
    return no({
      code: 'commitment-signed',
      title: '已签署告知承诺书',
      detail: `事项${itemCode}的告知承诺书已经签署。`,
    });
  return yes([{ type: 'commitmentSigned', at, actor, basis: commitment.basis, data: { itemCode } }]);
}

/** The items that are accepted on commitment: those for which it was signed; at least one. */
export function committed(state: ApplicationState): { items: string[] } | { problem: Refusal } {
  const possible = state.slice.items.map(({ code }) => code).filter((code) => takesCommitment(state, code));
  if (possible.length === 0) return { problem: noCommitment(state, '所申报的事项都不适用告知承诺。') };
  if (state.commitments.length > 0) return { items: state.commitments };
  return {
    problem: {
      code: 'commitment-missing',
      title: '尚未签署告知承诺书',
      detail: `事项${possible.join('、')}的告知承诺书尚未由申请人签署;未签署承诺书的按一般程序受理。`,
      clause: state.slice.rules.commitment.basis.join(';'),
    },
  };
}

const takesCommitment = ({ slice }: ApplicationState, itemCode: string): boolean =>
  slice.rules.commitment.value !== 'off' &&
  slice.items.some(({ code, commitmentAllowed }) => code === itemCode && commitmentAllowed);

const noCommitment = ({ slice }: ApplicationState, detail: string): Refusal => ({
  code: 'no-commitment-here',
  title: '不适用告知承诺',
  detail: `${detail}可以按一般程序受理。`,
  clause: slice.rules.commitment.basis.join(';'),
});

/** 002 二(二)5 */
export function changeHelper(state: ApplicationState, command: HelperCommand): ApplicationDecision {
  const change = helperChange(state, command);
  return 'problem' in change ? no(change.problem) : yes([change.fact]);
}

/** What the stage withdrew takes the rest with it: items without an answer, and what was still owed but for decided items. */
export function withdrawnWithStage(state: ApplicationState, event: ApplicationEvent): ApplicationDecision {
  if (state.answer === 'withdrawn') return { facts: [] };
  const { actor, reason, items: reviewed } = event.data;
  const items = [...openItems(state), ...codesIn(state, 'returned')];
  const decided = codesIn(state, 'accepted').filter((code) => !reviewed.includes(code));
  const owed = state.deficits.filter(({ itemCode }) => decided.includes(itemCode));
  const data = { items, ...(owed.length > 0 && { owed }), ...(reason !== undefined && { reason }) };
  const { basis } = state.slice.acceptance;
  const facts: ApplicationFact[] = [{ type: 'applicationWithdrawn', at: event.at, actor, basis, data }];
  return state.concluded ? { facts } : conclude(state, event.at, { facts });
}

/** Free until an item is accepted; what was accepted is withdrawn where it is approved. */
export function withdraw(state: ApplicationState, command: Command<'withdraw'>): ApplicationDecision {
  const accepted = withStage(state);
  if (accepted.length > 0)
    return no({
      code: 'partly-accepted',
      title: '部分事项已受理',
      detail: `事项${accepted.join('、')}受理在先,受理之后的撤回由审批环节办理;请重新提交撤回。`,
    });
  const { receivedAt: at, actor, body } = command;
  const data = body.reason === undefined ? {} : { reason: body.reason };
  return yes([{ type: 'applicationWithdrawn', at, actor, basis: state.slice.acceptance.basis, data }]);
}
