/** Kills and starts by plan; restarts like a supervisor what ended by itself; at the end everything is up. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Infrastructure, System } from '@yichuang/local';
import { type Fault, type PartName, partNames, relays, type Target } from './plan.ts';
import { deadParts, type Killable, partOf, relaysOf, serverOf } from './processes.ts';

export interface Nemesis {
  /** Resolves when the last fault is over and every process runs. */
  readonly over: Promise<void>;
  /** Ends the supervisor. */
  stop(): Promise<void>;
  /** What happened, in ms from the close. */
  readonly events: string[];
  readonly kills: number;
}

const supervisionMs = 1_500;
const startMs = 90_000;
/** A fault that cannot begin in time on a slow machine is left out. */
const lateMs = 8_000;

export function startNemesis(
  plan: Map<Target, Fault[]>,
  { system, infrastructure, closeMs }: { system: System; infrastructure: Infrastructure; closeMs: number },
): Nemesis {
  const events: string[] = [];
  const held = new Set<Target>();
  let kills = 0;
  let stopped = false;
  const note = (what: string): void => {
    events.push(`${String(Date.now() - closeMs).padStart(7)} ${what}`);
  };
  const killable = (target: Target): Killable | undefined => {
    if (target === relays) return relaysOf(system);
    return isPart(target) ? partOf(system, target) : serverOf(infrastructure, target);
  };

  const bringUp = async (target: Target, one: Killable): Promise<void> => {
    for (const until = Date.now() + startMs; ; ) {
      try {
        await one.start();
        note(`${target} is up`);
        return;
      } catch (error) {
        if (Date.now() > until) throw error;
        await sleep(300);
      }
    }
  };

  const track = async (target: Target, faults: Fault[]): Promise<void> => {
    const one = killable(target);
    if (!one) return;
    for (const { at, downMs } of faults) {
      await sleep(Math.max(0, closeMs + at - Date.now()));
      while (held.has(target)) await sleep(50);
      if (Date.now() - closeMs - at > lateMs) {
        note(`${target} is spared: it was still coming up`);
        continue;
      }
      held.add(target);
      note(`${target} is killed for ${String(downMs)} ms`);
      kills += 1;
      await one.kill();
      await sleep(downMs);
      await bringUp(target, one);
      held.delete(target);
    }
  };

  const supervise = async (): Promise<void> => {
    while (!stopped) {
      await sleep(supervisionMs);
      for (const name of await deadParts()) {
        if (held.has(name)) continue;
        held.add(name);
        note(`${name} had ended by itself`);
        await bringUp(name, partOf(system, name));
        held.delete(name);
      }
    }
  };
  const supervising = supervise().catch((error: unknown) => {
    note(`supervisor: ${String(error)}`);
  });

  return {
    events,
    get kills() {
      return kills;
    },
    over: Promise.all([...plan].map(([target, faults]) => track(target, faults))).then(() => undefined),
    async stop() {
      stopped = true;
      await supervising;
    },
  };
}

const isPart = (target: Target): target is PartName => partNames.some((name) => name === target);
