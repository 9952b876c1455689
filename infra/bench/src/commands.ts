/** From a command to its effect: departments accept and grant the items of whole stages at a fixed rate, each answer carries the recorded outcome. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '@yichuang/local';
import { eightItems, fileMany, type Task, tasksOf } from './filings.ts';
import { atRate, type Measured, quantiles, type Timed } from './rate.ts';

/** Per second, and how many cases: one that a single machine with all servers carries easily, and the one that is the target's. */
export const commandLoads = [
  { rate: 4, cases: 5 },
  { rate: 20, cases: 20 },
];
export const commandTarget = { p50: 60, p99: 250 };
const warmUp = { rate: 10, cases: 5 };

export const warm = (api: ApiClient): Promise<unknown> => round(api, warmUp);

/** An answer of 202 is a miss: its effect came later. */
export const commands = async (api: ApiClient, load: (typeof commandLoads)[number]): Promise<Measured> =>
  quantiles(await round(api, load));

/** Sixteen commands a case. */
async function round(api: ApiClient, { rate, cases: count }: (typeof commandLoads)[number]): Promise<Timed[]> {
  const numbers = await fileMany(api, count, { region: '湖南', channel: 'online', items: eightItems });
  const timed: Timed[] = [];
  for (const [kind, action] of [
    ['acceptance', 'accept'],
    ['review', 'grant'],
  ] as const) {
    const tasks = await Promise.all(numbers.map((no) => thereAre(api, no, kind)));
    // Item by item over all cases: the next command of a case comes when others have had theirs.
    const order = eightItems.flatMap((_, i) => tasks.flatMap((ofCase) => ofCase[i] ?? []));
    await sleep(2000);
    const send = async ({ id, as }: Task): Promise<boolean> =>
      (await api.post('approval', `/v1/tasks/${encodeURIComponent(id)}/${action}`, {}, { as })).status === 200;
    timed.push(await atRate(rate, order, send));
  }
  return timed;
}

/** The open tasks of a case, once all are there. */
async function thereAre(api: ApiClient, no: string, kind: string): Promise<Task[]> {
  for (;;) {
    const tasks = await tasksOf(api, no, kind);
    if (tasks.length === eightItems.length) return tasks;
    await sleep(200);
  }
}
