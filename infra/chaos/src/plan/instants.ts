/** When acts happen: on the filing day, well before the close of the due day, around it, after it. */
import type { Random } from '../random.ts';
import type { When } from './types.ts';

/** The due day's part of a wave, in ms from its close. */
export const dueDay = { from: -18_000, until: 7_000 };

export function pickWhen(random: Random, filedOnFilingDay: boolean): When {
  const place = random.weighted({ filingDay: filedOnFilingDay ? 35 : 0, before: 30, around: 30, after: 15 });
  switch (place) {
    case 'filingDay':
      return { after: 'filing', ms: random.between(0, 3_000) };
    case 'before':
      return { after: 'close', ms: random.between(dueDay.from, -1_500) };
    case 'around':
      return { after: 'close', ms: random.between(-1_500, 1_500) };
    case 'after':
      return { after: 'close', ms: random.between(1_500, dueDay.until) };
  }
}

/** Some time after another act; what was on the filing day may go on there or on the due day. */
export function pickLater(random: Random, when: When): When {
  if (when.after === 'close') return { after: 'close', ms: when.ms + random.between(50, 6_000) };
  return random.chance(0.4) ? { after: 'filing', ms: when.ms + random.between(300, 2_500) } : pickWhen(random, false);
}

/** Now and then the same request again: at once, or later. */
export function pickCopies(random: Random): number[] {
  if (!random.chance(0.2)) return [];
  return Array.from({ length: random.between(1, 2) }, () => (random.chance(0.5) ? 0 : random.between(20, 3_000)));
}
