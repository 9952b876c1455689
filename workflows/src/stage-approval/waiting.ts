/**
 * Items that wait for others of the same application (000 二(2)2; policy 1.8-12): accepted on the day on which the last prerequisite is
 * granted, and from then on like any other; not accepted where a prerequisite will not be granted any more.
 */
import type { AcceptedData, RefusedData, StageFact } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import { dateOf, type Instant } from '@yichuang/kernel';
import { named } from '../lib/names.ts';
import { resultWords } from '../lib/results.ts';
import { acceptanceDocument, refusalDocument } from './documents.ts';
import { applyToStage, type StageState, type WaitingItem } from './model.ts';

/** What becomes of one prerequisite: any of its items is enough. Nothing while it is open. */
type Prerequisite = { granted: string; at: Instant } | { lost: string[]; at: Instant } | undefined;

/** What follows for items that wait, each in turn: one that ends may end another. */
export function settleWaiting(state: StageState, heardAt: Instant): StageFact[] {
  const facts: StageFact[] = [];
  for (let now = state; ; ) {
    const next = Object.values(now.waiting).reduce<StageFact[]>(
      (found, item) => (found.length > 0 ? found : judged(now, item, heardAt)),
      [],
    );
    if (next.length === 0) return facts;
    facts.push(...next);
    now = next.reduce(applyToStage, now);
  }
}

/** At the last of the instants that count, a withdrawal among them, in whatever order the stage heard of them. */
function judged(state: StageState, item: WaitingItem, heardAt: Instant): StageFact[] {
  const prerequisites = item.prerequisites.map((group) => prerequisiteOf(state, group));
  const ends = prerequisites.flatMap((one) => one?.at ?? []);
  const at = [heardAt, item.at, ...ends, state.withdrawn?.at ?? ''].reduce((a, b) => (a > b ? a : b));
  const lost = prerequisites.flatMap((one) => (one && 'lost' in one ? one.lost : []));
  if (state.withdrawn || lost.length > 0) return refuse(state, item, lost, at);
  const granted = prerequisites.flatMap((one) => (one && 'granted' in one ? [one.granted] : []));
  return granted.length === prerequisites.length ? release(state, item, granted, at) : [];
}

function prerequisiteOf(state: StageState, group: string[]): Prerequisite {
  const ends = group.map((code) => ({ code, ...endOf(state, code) }));
  const granted = ends.find(({ result }) => result === 'granted');
  if (granted?.at !== undefined) return { granted: granted.code, at: granted.at };
  const at = ends.map((end) => end.at ?? '').sort();
  return ends.every((end) => end.at !== undefined) ? { lost: group, at: at.at(-1) ?? '' } : undefined;
}

/** How an item of the application ended: decided, withdrawn, not accepted in the end, or never handed on to the stage. */
function endOf(state: StageState, code: string): { result?: string; at?: Instant } {
  const { items, refused, waiting, expected, withdrawn } = state;
  const ended = items[code]?.ended;
  if (ended) return ended;
  const missing = expected && !expected.items.includes(code) && !(code in items) && !(code in waiting);
  const at = refused[code] ?? withdrawn?.at ?? (missing ? expected.at : undefined);
  return at === undefined ? {} : { at };
}

function release(
  state: StageState,
  { itemCode, department, deemed, onCommitment, basis }: WaitingItem,
  granted: string[],
  at: Instant,
): StageFact[] {
  const common = { at, actor: systemActor };
  // What it waited for belongs to what it must be filed with: with that it is complete.
  const [acceptedOn, receivedOn] = [dateOf(at), dateOf(at)];
  const accepted: AcceptedData = {
    itemCode,
    department,
    deemed,
    acceptedOn,
    receivedOn,
    ...(onCommitment === true && { onCommitment }),
  };
  return [
    { ...common, type: 'itemReleased', basis: state.slice.acceptance.basis, data: { itemCode, department, granted } },
    { ...common, type: 'itemAccepted', basis, data: accepted },
    ...acceptanceDocument(state, { ...common, basis }, accepted, granted),
    { ...common, type: 'itemOpened', basis, data: { itemCode, department, acceptedOn, receivedOn } },
  ];
}

function refuse(state: StageState, { itemCode, department }: WaitingItem, lost: string[], at: Instant): StageFact[] {
  const basis = state.slice.items.find(({ code }) => code === itemCode)?.basis ?? [];
  const prerequisites = lost.map((code) => `${named(state, code)}${lostWord(state, code)}`);
  const reason = prerequisites.length > 0 ? `前置事项${prerequisites.join('、')}` : '申请已撤回';
  const data: RefusedData = { itemCode, department, reason, clause: basis.join('、') };
  const cause = { at, actor: systemActor, basis };
  return [{ ...cause, type: 'itemAcceptanceRefused', data }, ...refusalDocument(state, cause, data)];
}

function lostWord({ items, withdrawn }: StageState, code: string): string {
  const ended = items[code]?.ended;
  if (ended) return resultWords[ended.result];
  return withdrawn ? resultWords.withdrawn : '未予受理';
}
