/** The plan of one case, from the seed and its number. */
import { createRandom, type Random } from '../random.ts';
import { dueDay, pickCopies, pickWhen } from './instants.ts';
import { itemActs } from './item-acts.ts';
import { pickItems } from './items.ts';
import type { CasePlan, PlannedAct } from './types.ts';

export function planCase(seed: string, number: number): CasePlan {
  const random = createRandom(seed, 'case', number);
  const items = pickItems(random, random.between(1, 4));
  const early = random.chance(0.85);
  let keys = 0;
  const nextKey = (): string => {
    keys += 1;
    return `${String(number)}-${String(keys)}`;
  };
  return {
    number,
    items,
    filedAt: early ? { day: 'filing' } : { day: 'due', ms: random.between(dueDay.from, dueDay.until - 2_000) },
    filingCopies: pickCopies(random),
    acts: [...items.flatMap((item) => itemActs(random, item, early, nextKey)), ...withdrawals(random, early, nextKey)],
  };
}

/** The applicant withdraws, before anything is accepted or after, now and then twice. */
function withdrawals(random: Random, early: boolean, nextKey: () => string): PlannedAct[] {
  if (!random.chance(0.2)) return [];
  return Array.from({ length: random.chance(0.3) ? 2 : 1 }, () => ({
    key: nextKey(),
    as: 'applicant',
    kind: 'application' as const,
    itemCode: '',
    round: 1,
    action: 'withdraw',
    body: random.chance(0.5) ? { reason: '项目调整' } : {},
    when: pickWhen(random, early),
    copies: pickCopies(random),
  }));
}
