/** From a command to its effect: departments accept at a fixed rate, each answer carries the recorded outcome. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClient, isRecord } from '@yichuang/local';
import { expected, fileMany } from './filings.ts';
import { atRate, type Measured } from './rate.ts';

const rate = 20;
const seconds = 8;
const warmUp = 40;
export const commandTarget = { p50: 60, p99: 250 };

/** An answer of 202 is a miss: its effect came later. */
export async function commands(api: ApiClient): Promise<Measured> {
  const count = rate * seconds;
  await fileMany(api, count + warmUp, { region: '湖南', channel: 'online' });
  const tasks = await acceptances(api, count + warmUp);
  const send = async (id: string | undefined): Promise<boolean> => {
    const path = `/v1/tasks/${encodeURIComponent(id ?? '')}/accept`;
    return (await api.post('approval', path, {}, { as: department })).status === 200;
  };
  await atRate(rate, warmUp, (i) => send(tasks[i]));
  await sleep(2000);
  return atRate(rate, count, (i) => send(tasks[warmUp + i]));
}

const department = 'urban-management';

/** IDs of the open tasks, once all are there. */
async function acceptances(api: ApiClient, count: number): Promise<string[]> {
  const path = '/v1/tasks?kind=acceptance&limit=200';
  for (;;) {
    const { body } = expected(await api.get('approval', path, { as: department }), 200);
    if (body['count'] === count && Array.isArray(body['tasks']))
      return body['tasks'].filter(isRecord).map(({ id }) => String(id));
    await sleep(500);
  }
}
