/**
 * Consultations beside the review (征求意见, 000 二(2)2): asking serialises nothing, and stops the clock only where the item's own law
 * does not count the time. No decision is taken while an opinion is owed, until it is given or done without, with a reason
 * (policy 1.8-13).
 */
import type { CommonFact, ConsultationRef, ItemFact, Refusal } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import { type Period, periodText } from '@yichuang/kernel';
import { no, reasonMissing, yes } from '../lib/machine.ts';
import { departmentName } from '../lib/names.ts';
import { documentOf } from './documents.ts';
import { begun, ended, moved, runningLimits } from './limits.ts';
import type { ItemCommand, ItemEvent } from './messages.ts';
import { type ItemConsultation, type ItemDecision, type ItemState, unitName } from './model.ts';

type Command<K extends ItemCommand['kind']> = Extract<ItemCommand, { kind: K }>;
type Replied = Extract<ItemEvent, { type: 'consultationReplied' }>;
type Source = Pick<ItemFact, 'at' | 'actor'>;

/** What asking rests on; filings of earlier releases only know what becomes of silence. */
export const consultationBasis = ({ slice: { rules } }: Pick<ItemState, 'slice'>): string[] =>
  (rules.consultationClock ?? rules.consultationSilence).basis;

export const openConsultations = ({ consultations }: Pick<ItemState, 'consultations'>): ItemConsultation[] =>
  consultations.filter(({ now }) => now === 'open');

/** What the item's own law says of consulting that department, where it does not count the time. */
const uncounted = ({ item }: ItemState, department: string) =>
  item.consultations?.find((one) => one.department === undefined || one.department === department);

/** How long the department has to reply: what the item's own law says, else the region's period. */
export const replyPeriod = (state: ItemState, department: string): Period =>
  uncounted(state, department)?.period ?? state.slice.periods.consultationReply;

/** One opinion of a department at a time; it may be asked again once that is in. */
export function consult(state: ItemState, { receivedAt: at, actor, body }: Command<'consult'>): ItemDecision {
  const { item, department: from, consultations } = state;
  const { department } = body;
  const question = body.question.trim();
  if (department === from) return no(consultedItself(state));
  const before = openConsultations(state).filter((one) => one.department === department);
  if (before.length > 0) return no(stillOpen(state, before, '向同一单位再次征求'));
  if (question === '') return no(reasonMissing('征求意见必须写明所征求的内容。', consultationBasis(state)));
  const law = uncounted(state, department);
  const basis = [...new Set([...consultationBasis(state), ...(law?.basis ?? [])])];
  const asked = { itemCode: item.code, department, n: consultations.length + 1 };
  const data = { ...asked, from, question, stopsClock: law !== undefined };
  const requested: ItemFact = { type: 'consultationRequested', at, actor, basis, data };
  const letter = documentOf(state, requested, 'consultationLetter', letterLines(state, data), {
    to: { name: departmentName(state, department) },
  });
  if (!law) return yes([requested], letter);
  const reason = pauseReason(state, department);
  const stopped = moved(state, runningLimits(state), (limit) => begun(limit, reason, at), requested);
  const told = documentOf(state, requested, 'specialProcedure', noticeLines(state, law.name, department));
  return yes([requested], [...stopped, ...letter, ...told]);
}

const subject = ({ item, applicationNo }: ItemState): string => `${item.name}(${item.code},办件编号 ${applicationNo})`;

const letterLines = (
  state: ItemState,
  { department, question }: { department: string; question: string },
): string[] => [
  `${unitName(state)}办理的${subject(state)},现征求你单位意见:${question}`,
  `请自收到的次日起${periodText(replyPeriod(state, department))}内答复同意、不同意、有条件同意或者无意见;不同意的写明理由,有条件同意的写明条件。`,
  '逾期不答复的,不视为同意。',
];

/** Time that is not counted is told in writing, as with every procedure that stops the clock. */
const noticeLines = (state: ItemState, procedure: string, department: string): string[] => [
  `你单位申请的${subject(state)},${unitName(state)}正在办理,依法需要${procedure},所需时间${periodText(replyPeriod(state, department))}。`,
  '所需时间依法不计算在办理期限之内。',
];

/** Done without: with the reason, which stays in the trail. */
export function closeConsultation(
  state: ItemState,
  { receivedAt: at, actor, body: { department, reason } }: Command<'closeConsultation'>,
): ItemDecision {
  const open = openConsultations(state).find((one) => one.department === department);
  if (!open) return no(notConsulted(state, department));
  if (reason.trim() === '') return no(reasonMissing('终结征求意见必须写明理由。', consultationBasis(state)));
  return yes(closed(state, open, reason.trim(), { at, actor }));
}

/** The opinion is in; it takes the place of no decision. */
export function replied(state: ItemState, { at, data: { n, ...reply } }: Replied): ItemDecision {
  const open = openConsultations(state).find((one) => one.n === n);
  if (!open) return { facts: [] };
  const data = { ...refOf(open), ...reply };
  const taken: ItemFact = {
    type: 'consultationReplyTaken',
    at,
    actor: systemActor,
    basis: consultationBasis(state),
    data,
  };
  return { facts: [taken, ...resumed(state, open, taken)] };
}

/** Whatever else ends the item ends what is still asked about it. */
export function closingConsultations(
  state: ItemState,
  decision: ItemDecision,
  isEnd: (facts: ItemDecision['facts']) => boolean,
): ItemDecision {
  const [open, last] = [openConsultations(state), decision.facts.at(-1)];
  if (open.length === 0 || !last || !isEnd(decision.facts)) return decision;
  const closings = open.flatMap((one) => closed(state, one, '事项已终结', last));
  return { ...decision, facts: [...closings, ...decision.facts] };
}

function closed(state: ItemState, open: ItemConsultation, reason: string, { at, actor }: Source) {
  const data = { ...refOf(open), reason };
  const fact: ItemFact = { type: 'consultationClosed', at, actor, basis: consultationBasis(state), data };
  return [fact, ...resumed(state, open, fact)];
}

const refOf = ({ itemCode, department, n }: ItemConsultation): ConsultationRef => ({ itemCode, department, n });

/** Of several open ones each has its own department. */
function pauseReason(state: ItemState, department: string): string {
  const law = uncounted(state, department);
  return `向${departmentName(state, department)}征求意见（${law?.basis.join('、') ?? ''}）`;
}

function resumed(state: ItemState, { department, stopsClock }: ItemConsultation, fact: ItemFact): CommonFact[] {
  if (!stopsClock) return [];
  const reason = pauseReason(state, department);
  return moved(state, runningLimits(state), (limit) => ended(limit, reason, fact.at), fact);
}

/** Refusal of an act that must wait until the opinions are in. */
export const stillOpen = (state: ItemState, open: ItemConsultation[], what: string): Refusal => ({
  code: 'consultation-open',
  title: '征求意见尚未办结',
  detail: `事项${state.item.code}正在向${open.map(({ department }) => departmentName(state, department)).join('、')}征求意见,答复或者写明理由终结之前不得${what}。`,
  clause: consultationBasis(state).join(';'),
});

const consultedItself = (state: ItemState): Refusal => ({
  code: 'consulted-itself',
  title: '不能向本单位征求意见',
  detail: `事项${state.item.code}由${unitName(state)}承办;请指明另一单位。`,
  clause: consultationBasis(state).join(';'),
});

const notConsulted = (state: ItemState, department: string): Refusal => ({
  code: 'not-consulted',
  title: '没有待答复的征求意见',
  detail: `事项${state.item.code}没有待${departmentName(state, department)}答复的征求意见。`,
  clause: consultationBasis(state).join(';'),
});
