/** From a command to its effect: departments accept and grant the items of whole stages at a fixed rate, each answer carries the recorded outcome. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '@yichuang/local';
import { eightItems, fileMany, type Task, tasksOf } from './filings.ts';
import { atRate, type Measured, quantiles, type Timed } from './rate.ts';

const rate = 20;
const cases = { warmUp: 5, counted: 20 };
export const commandTarget = { p50: 60, p99: 250 };

/** An answer of 202 is a miss: its effect came later. */
export async function commands(api: ApiClient): Promise<Measured> {
  await round(api, cases.warmUp);
  return quantiles(await round(api, cases.counted));
}

/** Sixteen commands a case. */
async function round(api: ApiClient, count: number): Promise<Timed[]> {
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
