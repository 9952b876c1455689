/** What the benchmarks on real servers have in common: many filings, and answers that must be as expected. */
import { type ApiClient, isRecord, type Reply, type SampleFiling, sampleFiling } from '@yichuang/local';

/** Of one stage, by several departments; none waits for another. */
export const eightItems = ['I29', 'I35', 'I37', 'I39', 'I40', 'I41', 'I46', 'I47'];

/** Filings on their way at once. */
const atOnce = 16;

export interface Filings extends SampleFiling {
  /** Live time without one. */
  realm?: string;
}

/** Numbers of the cases. */
export async function fileMany(api: ApiClient, count: number, filing: Filings): Promise<string[]> {
  const { realm, ...sample } = filing;
  const body = sampleFiling(sample);
  const numbers: string[] = [];
  const as = sample.channel === 'onsite' ? 'window-jia' : 'applicant';
  let left = count;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const options = { as, ...(realm !== undefined && { realm }) };
      const filed = expected(await api.act('intake', '/v1/applications', body, options), 201, 200);
      numbers.push(String(filed.body['applicationNo']));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return numbers;
}

export interface Task {
  id: string;
  /** Account of its department. */
  as: string;
}

/** The open tasks of a kind in a case, in the order of their items. */
export async function tasksOf(api: ApiClient, no: string, kind: string): Promise<Task[]> {
  const path = `/v1/tasks?applicationNo=${no}&kind=${kind}&state=open`;
  const { body } = expected(await api.get('approval', path, { as: 'supervisor' }), 200);
  const listed = Array.isArray(body['tasks']) ? body['tasks'].filter(isRecord) : [];
  return listed
    .map(({ id, department }) => ({ id: String(id), as: isRecord(department) ? String(department['code']) : '' }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function expected(reply: Reply, ...statuses: number[]): Reply {
  if (statuses.includes(reply.status)) return reply;
  throw new Error(`answered ${String(reply.status)}: ${JSON.stringify(reply.body)}`);
}

export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}
