/** The stage above the reviews. Its facts follow from theirs; in which order the news reach it is free. */
import type { ReviewExpectation } from './review.ts';
import type { Accepted, ExpectedFact } from './types.ts';

export function expectStage(
  accepted: { accepted: Accepted; review: ReviewExpectation }[],
  concludedAt: string | undefined,
): ExpectedFact[] {
  const first = accepted
    .map(({ accepted: { at } }) => at)
    .sort()
    .at(0);
  if (first === undefined) return [];
  const facts: ExpectedFact[] = [{ type: 'stageOpened', at: first, data: {} }];
  for (const { accepted: one, review } of accepted) {
    const itemCode = one.item.code;
    const { department, acceptedOn, at } = one;
    facts.push({ type: 'itemOpened', at, data: { itemCode, department, acceptedOn } });
    if (review.decided)
      facts.push({ type: 'itemConcluded', at: review.decided.at, data: { itemCode, result: review.decided.result } });
  }
  if (concludedAt === undefined) return facts;
  facts.push({
    type: 'stageItemsKnown',
    at: concludedAt,
    data: { items: accepted.map((one) => one.accepted.item.code) },
  });
  const ends = accepted.map(({ review }) => review.decided?.at);
  const last = [...ends, concludedAt].sort().at(-1);
  if (last === undefined || ends.includes(undefined)) return facts;
  const of = (result: string): string[] =>
    accepted.flatMap((one) => (one.review.decided?.result === result ? [one.accepted.item.code] : [])).sort();
  facts.push({ type: 'stageCompleted', at: last, data: { granted: of('granted'), denied: of('denied') } });
  return facts;
}
