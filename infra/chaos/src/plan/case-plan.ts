/** The plan of one case, from the seed and its number. */
import { createRandom } from '../random.ts';
import { dueDay, pickCopies } from './instants.ts';
import { itemActs } from './item-acts.ts';
import { pickItems } from './items.ts';
import type { CasePlan } from './types.ts';

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
    acts: items.flatMap((item) => itemActs(random, item, early, nextKey)),
  };
}
