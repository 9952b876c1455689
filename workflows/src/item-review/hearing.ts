/**
 * A hearing (听证, 行政许可法 46–48): whom the licence concerns is told of the right to ask for one, five days; asked for, it is held
 * within twenty days, with seven days' notice, by somebody who does not review the item; its record is a basis of the decision. The
 * time it takes is that of the special procedure 听证 (行政许可法 45). Days are working days (行政许可法 82).
 */
import type { Addressee, CommonFact, ItemFact, Refusal } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import {
  type Deadline,
  dateOf,
  formatEnd,
  formatLocal,
  type Instant,
  type Period,
  parseInstant,
} from '@yichuang/kernel';
import { counted } from '../lib/deadlines.ts';
import { calendarOf, no, reasonMissing, yes } from '../lib/machine.ts';
import { documentOf } from './documents.ts';
import type { ItemCommand } from './messages.ts';
import { applyToItem, type ItemDecision, type ItemState, unitName } from './model.ts';

type Command<K extends ItemCommand['kind']> = Extract<ItemCommand, { kind: K }>;

export const hearing = '听证';
const days = (amount: number, dayEnd: Period['dayEnd'], basis: string): Period => ({
  amount,
  unit: 'workingDay',
  dayEnd,
  basis: [basis, '行政许可法 82'],
});
/** The parties' own period ends at 24:00 (policy 1.8-4). */
const toAsk = days(5, 'midnight', '行政许可法 47');
const toHold = days(20, 'office', '行政许可法 47');
const noticeDays = 7;

const periodOf = (state: ItemState, what: string, start: Instant, period: Period): Deadline =>
  counted(state, { key: `hearing:${what}:${state.item.code}`, start, period });

/** Of the parties to ask, or of the department to hold it, while it can still run out. */
export function hearingDeadlines({ hearing: one }: ItemState): Deadline[] {
  if (one?.requested) return one.held || one.requested.overdue ? [] : [one.requested.holdBy];
  return one?.right && !one.right.over ? [one.right.until] : [];
}

export function hearingLapse({ hearing: one, item, department }: ItemState, key: string, at: Instant): ItemFact[] {
  const common = { at, actor: systemActor, basis: ['行政许可法 47'] };
  const data = { itemCode: item.code, department };
  if (key === one?.requested?.holdBy.key)
    return [{ ...common, type: 'hearingOverdue', data: { ...data, dueAt: one.requested.holdBy.dueAt } }];
  if (key === one?.right?.until.key)
    return [{ ...common, type: 'hearingRightLapsed', data: { ...data, dueAt: one.right.until.dueAt } }];
  return [];
}

/** 行政许可法 36, 47¶1: the applicant, and whom the licence directly concerns. */
export function tellHearingRight(
  state: ItemState,
  { receivedAt: at, actor, body }: Command<'tellHearingRight'>,
): ItemDecision {
  const { item, department, hearing: one } = state;
  if (one?.right)
    return no(refusal('hearing-right-told', `听证的权利已经告知,申请的期限至${one.right.until.dueDate}。`, '47'));
  const parties = [...new Set(body.parties.map((name) => name.trim()).filter((name) => name !== ''))];
  const until = periodOf(state, 'right', at, toAsk);
  const data = { itemCode: item.code, department, parties, deadline: until };
  const told: ItemFact = { type: 'hearingRightTold', at, actor, basis: ['行政许可法 36', '行政许可法 47'], data };
  const lines = [
    `${subject(state)},直接涉及申请人与他人之间的重大利益关系。你方可以陈述和申辩,并享有要求听证的权利。`,
    `要求听证的,应于${formatEnd(until.dueAt)}前提出;逾期未提出的,视为放弃听证的权利。听证不收取费用。`,
  ];
  return yes([told], toParties(state, told, 'hearingRight', lines, parties));
}

/** Whoever was told asks for it, inside the five days. */
export function requestHearing(
  state: ItemState,
  { receivedAt: at, actor, body }: Command<'requestHearing'>,
): ItemDecision {
  const { item, department, hearing: one, applicant } = state;
  if (one?.requested) return no(refusal('hearing-requested', '已经有人要求听证,听证只举行一次。', '47'));
  if (!one?.right) return no(refusal('hearing-right-not-told', `事项${item.code}尚未告知听证的权利。`, '47'));
  if (one.right.over)
    return no(refusal('hearing-request-late', `要求听证的期限已于${formatLocal(one.right.until.dueAt)}届满。`, '47'));
  const party = body.party.trim();
  if (party !== applicant.name && !one.parties.includes(party))
    return no(refusal('not-a-party', `“${party}”既不是申请人,也不在所告知的利害关系人之列。`, '47'));
  const data = { itemCode: item.code, department, party, deadline: periodOf(state, 'hold', at, toHold) };
  return yes([{ type: 'hearingRequested', at, actor, basis: ['行政许可法 47'], data }]);
}

/** 行政许可法 48(1)(3): time and place at least seven days before; also of a hearing that the organ holds by itself (46). */
export function announceHearing(
  state: ItemState,
  { receivedAt: at, actor, body }: Command<'announceHearing'>,
): ItemDecision {
  const { item, department, special, hearing: one } = state;
  if (special?.procedure !== hearing)
    return no(refusal('no-hearing', `事项${item.code}没有进行中的特别程序“听证”;先书面告知所需时间。`, '45'));
  if (one?.held) return no(refusal('hearing-held', '听证已经举行。', '48'));
  const heldAt = parseInstant(body.heldAt);
  const earliest = calendarOf(state.calendar, state.slice.region.id).addWorkingDays(dateOf(at), noticeDays);
  if (dateOf(heldAt) < earliest)
    return no(refusal('hearing-time-wrong', `应当于举行听证的7日前通知,最早可于${earliest}举行。`, '48(1)'));
  const latest = one?.requested?.holdBy;
  if (latest && heldAt >= latest.dueAt)
    return no(refusal('hearing-time-wrong', `应当在要求听证后的二十日内举行,最迟为${latest.dueDate}。`, '47'));
  const { place, presider } = body;
  if (presider === actor.name)
    return no(refusal('presider-reviews', '主持人应当由审查该申请的工作人员以外的人员担任。', '48(3)'));
  const data = { itemCode: item.code, department, heldAt, place, presider };
  const fact: ItemFact = { type: 'hearingAnnounced', at, actor, basis: ['行政许可法 48(1)'], data };
  const lines = [
    `${subject(state)},定于${formatLocal(heldAt)}在${place}举行听证,由${presider}主持。听证公开举行。`,
    '你方可以委托代理人,可以提出证据,并进行申辩和质证;认为主持人与该事项有直接利害关系的,可以申请回避。',
  ];
  return yes([fact], toParties(state, fact, 'hearingNotice', lines, one?.parties ?? []));
}

/** 行政许可法 48(5): the record, signed by those who took part. */
export function recordHearing(
  state: ItemState,
  { receivedAt: at, actor, body }: Command<'recordHearing'>,
): ItemDecision {
  const { item, department, hearing: one } = state;
  if (one?.held) return no(refusal('hearing-held', '听证已经举行,笔录已经登记。', '48'));
  if (!one?.announced || at < one.announced.heldAt)
    return no(refusal('hearing-not-held', '听证尚未举行:先通知时间、地点,举行之后登记笔录。', '48'));
  const signedBy = body.signedBy.map((name) => name.trim()).filter((name) => name !== '');
  if (body.minutes.trim() === '' || signedBy.length === 0)
    return no(reasonMissing('听证应当制作笔录,交听证参加人确认无误后签字或者盖章。', ['行政许可法 48(5)']));
  const data = { itemCode: item.code, department, minutes: body.minutes, signedBy };
  return yes([{ type: 'hearingHeld', at, actor, basis: ['行政许可法 48(5)'], data }]);
}

/** What a decision, or the end of the procedure, must wait for: the parties' five days, then the hearing they asked for. */
export function hearingOwed({ hearing: one, item }: ItemState, what: string): Refusal | undefined {
  if (!one || one.held) return undefined;
  if (one.requested || one.announced)
    return refusal('hearing-owed', `事项${item.code}的听证尚未举行,登记听证笔录之前不得${what}。`, '47、48');
  if (!one.right || one.right.over) return undefined;
  return refusal('hearing-owed', `要求听证的期限至${one.right.until.dueDate}尚未届满,不得${what}。`, '47');
}

/** 行政许可法 48¶2: the decision rests on the record. */
export const hearingBasis = ({ hearing: one }: ItemState): string[] => (one?.held ? ['行政许可法 48¶2'] : []);

/** One to the applicant and to each party, each counted. */
function toParties(
  state: ItemState,
  fact: ItemFact,
  kind: 'hearingRight' | 'hearingNotice',
  lines: string[],
  parties: string[],
): CommonFact[] {
  const addressees: Addressee[] = [state.applicant, ...parties.map((name) => ({ name }))];
  let counted = state;
  return addressees.flatMap((to) => {
    const documents = documentOf(counted, fact, kind, lines, { to });
    counted = documents.reduce(applyToItem, counted);
    return documents;
  });
}

const subject = (state: ItemState): string =>
  `${unitName(state)}办理的${state.item.name}(${state.item.code},办件编号 ${state.applicationNo})`;

const titles = {
  'hearing-right-told': '听证的权利已经告知',
  'hearing-right-not-told': '尚未告知听证的权利',
  'hearing-requested': '已经要求听证',
  'hearing-request-late': '要求听证的期限已过',
  'not-a-party': '不是申请人或者利害关系人',
  'no-hearing': '没有进行中的听证',
  'hearing-time-wrong': '听证时间不符合规定',
  'presider-reviews': '主持人不符合规定',
  'hearing-held': '听证已经举行',
  'hearing-not-held': '听证尚未举行',
  'hearing-owed': '听证尚未办结',
} as const;

const refusal = (code: keyof typeof titles, detail: string, article: string): Refusal => ({
  code,
  title: titles[code],
  detail,
  clause: `行政许可法 ${article}`,
});
