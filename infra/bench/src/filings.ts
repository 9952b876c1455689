/** What the benchmarks on real servers have in common: many filings, and answers that must be as expected. */
import { type ApiClient, type Reply, sampleUscc } from '@yichuang/local';

/** Filings on their way at once. */
const atOnce = 16;

export interface Filings {
  region: string;
  channel: 'online' | 'onsite';
  /** Live time without one. */
  realm?: string;
}

export async function fileMany(api: ApiClient, count: number, { region, channel, realm }: Filings): Promise<void> {
  const body = {
    region,
    stage: '施工许可',
    channel,
    project: { code: '2609-430102-89-01-123451', name: '示例产业园一期' },
    applicant: { name: '示例建设有限公司', uscc: sampleUscc },
    items: ['I40'],
  };
  const as = channel === 'onsite' ? 'window-jia' : 'applicant';
  let left = count;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const options = { as, ...(realm !== undefined && { realm }) };
      expected(await api.act('intake', '/v1/applications', body, options), 201, 200);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
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
