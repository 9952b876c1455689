/** Which process is killed when, and for how long it stays away: from the seed. Instants in ms from the close of the due day. */
import { dueDay } from '../plan/instants.ts';
import { createRandom } from '../random.ts';

export const partNames = ['worker', 'intake', 'approval', 'issuance', 'assist'] as const;
export const serverNames = ['postgres', 'kafka', 'temporal'] as const;
/** Not a process: the connections on which relays hold their locks. */
export const relays = 'relays';
export type PartName = (typeof partNames)[number];
export type ServerName = (typeof serverNames)[number];
export type Target = PartName | ServerName | typeof relays;

export interface Fault {
  target: Target;
  at: number;
  downMs: number;
}

/** How many faults of each kind a wave has. */
const counts: Record<Target, [number, number]> = {
  worker: [1, 2],
  intake: [0, 2],
  approval: [1, 2],
  issuance: [0, 1],
  assist: [0, 1],
  postgres: [1, 2],
  kafka: [0, 1],
  temporal: [0, 1],
  relays: [1, 3],
};

const isService = (target: Target): boolean => target !== 'worker' && partNames.some((name) => name === target);

/**
 * Faults per target, in their order. Services stay up on the filing day: one that starts there would read the clock's offset of
 * that day. Often one target is away at the close itself.
 */
export function planFaults(seed: string, wave: number): Map<Target, Fault[]> {
  const random = createRandom(seed, 'nemesis', wave);
  const plan = new Map<Target, Fault[]>();
  for (const target of [...partNames, ...serverNames, relays] as const) {
    const from = isService(target) ? dueDay.from : dueDay.from - 8_000;
    const count = random.between(...counts[target]);
    const faults = Array.from({ length: count }, (): Fault => {
      const at = random.between(from, dueDay.until - 1_500);
      return { target, at, downMs: random.between(200, random.chance(0.3) ? 6_000 : 2_000) };
    });
    plan.set(
      target,
      faults.sort((a, b) => a.at - b.at),
    );
  }
  if (random.chance(0.8)) {
    const target = random.pick<Target>(['worker', 'worker', 'intake', 'approval', 'postgres', 'kafka', 'temporal']);
    const at = -random.between(100, 3_000);
    const others = plan.get(target)?.filter((fault) => fault.at < at - 6_000) ?? [];
    plan.set(target, [...others, { target, at, downMs: random.between(200, 3_000) - at }]);
  }
  return plan;
}
