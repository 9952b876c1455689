/** The stage above the reviews. Its facts follow from theirs; in which order the news reach it is free. */
import type { ApplicationModel } from './application-model.ts';
import type { ReviewExpectation } from './review.ts';
import type { ExpectedFact, Withdrawal } from './types.ts';
import type { Settled } from './waiting.ts';

export interface StageParts {
  application: ApplicationModel;
  reviews: Map<string, ReviewExpectation>;
  waiting: Map<string, Settled>;
  withdrawal: Withdrawal | undefined;
}

export function expectStage({ application, reviews, waiting, withdrawal }: StageParts): ExpectedFact[] {
  const handed = application.handed();
  const first = handed
    .map(({ item }) => item.at)
    .sort()
    .at(0);
  if (first === undefined) return [];
  const facts: ExpectedFact[] = [{ type: 'stageOpened', at: first, data: {} }];
  for (const { code: itemCode, item } of handed) {
    const { department, deemed } = item;
    const data = { itemCode, department };
    const settled = waiting.get(itemCode);
    if (settled) facts.push({ type: 'waitingItemTaken', at: item.at, data: { ...data, deemed } });
    if (settled?.is === 'refused')
      facts.push(
        { type: 'itemAcceptanceRefused', at: settled.at, actor: 'system', data },
        { type: 'documentIssued', at: settled.at, actor: 'system', data: { kind: 'acceptanceRefusal', itemCode } },
      );
    if (settled?.is === 'released')
      facts.push(
        { type: 'itemReleased', at: settled.at, actor: 'system', data },
        { type: 'itemAccepted', at: settled.at, actor: 'system', data: { ...data, deemed, acceptedOn: settled.day } },
        { type: 'documentIssued', at: settled.at, actor: 'system', data: { kind: 'acceptance', itemCode } },
      );
    const review = reviews.get(itemCode)?.model;
    if (review) {
      const { at, acceptedOn } = review.accepted;
      facts.push({ type: 'itemOpened', at, data: { ...data, acceptedOn } });
      for (const { type, at: stoppedAt } of review.stops) facts.push({ type, at: stoppedAt, data: { itemCode } });
      if (review.decided)
        facts.push({ type: 'itemConcluded', at: review.decided.at, data: { itemCode, result: review.decided.result } });
    } else if (item.is === 'accepted' && withdrawal) {
      // Its review never begins.
      const at = item.at > withdrawal.at ? item.at : withdrawal.at;
      facts.push({ type: 'itemWithdrawn', at, actor: withdrawal.actor, data });
    }
  }
  if (withdrawal) facts.push(withdrawn(withdrawal, reviews));
  if (application.concludedAt === undefined) return facts;
  const items = handed.map(({ code }) => code).sort();
  facts.push({ type: 'stageItemsKnown', at: application.concludedAt, data: { items } });
  const at = completedAt({ application, reviews, waiting });
  if (at === undefined || withdrawal) return facts;
  const of = (result: string): string[] =>
    [...reviews].flatMap(([code, { model }]) => (model.decided?.result === result ? [code] : [])).sort();
  facts.push({ type: 'stageCompleted', at, data: { granted: of('granted'), denied: of('denied') } });
  return facts;
}

/** At the last decision, or with the end of acceptance. */
export function completedAt({
  application: { concludedAt },
  reviews,
  waiting,
}: Pick<StageParts, 'application' | 'reviews' | 'waiting'>): string | undefined {
  const ends = [
    concludedAt,
    ...[...reviews.values()].map(({ model }) => model.decided?.at),
    ...[...waiting.values()].map((settled) => (settled.is === 'open' ? undefined : settled.at)),
  ];
  return ends.includes(undefined) ? undefined : ends.map(String).sort().at(-1);
}

/** Names the items that were under review then. */
function withdrawn({ at, actor }: Withdrawal, reviews: StageParts['reviews']): ExpectedFact {
  const items = [...reviews].flatMap(([code, { model }]) => (model.decided?.result === 'withdrawn' ? [code] : []));
  return { type: 'stageWithdrawn', at, actor, data: { items: items.sort() } };
}
