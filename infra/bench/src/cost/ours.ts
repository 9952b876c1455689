/** The case as our system handles it, through its HTTP API: filed online, accepted and granted item by item. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { type ApiClient, createApiClient, type Infrastructure, sampleFiling, startTestSystem } from '@yichuang/local';
import { createTemporalClient, topics } from '@yichuang/platform';
import pg from 'pg';
import { eightItems, expected, tasksOf } from '../filings.ts';
import { openCounters } from './counters.ts';
import { historiesOf, stillness } from './histories.ts';
import { clockAt, type Measured, workflowTypes } from './measured.ts';
import { type RecordedCase, recordedCase } from './recorded.ts';

interface Running {
  api: ApiClient;
  db: pg.Pool;
  client: Client;
}

/** One case to warm up, one that counts. Issuance and assist are stopped, so that nothing of theirs is counted. */
export async function measureOurs(servers: Infrastructure): Promise<Measured & { recorded: RecordedCase }> {
  const system = await startTestSystem({ infrastructure: servers, clockAt });
  const { namespace, payloadKeys, databaseUrl } = system;
  const db = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const temporal = createTemporalClient({ address: servers.temporalAddress, namespace, payloadKeys });
  try {
    await Promise.all([system.parts.issuance.stop(), system.parts.assist.stop()]);
    const running = { api: createApiClient(system), db, client: temporal.client };
    await runOurs(running);
    const ours = topics(`${namespace}.`).map(({ topic }) => topic);
    const counters = await openCounters({ db, brokers: servers.kafkaBrokers, topics: ours });
    const { counts, result: no } = await counters.during(() => runOurs(running));
    await counters.close();
    const histories = await historiesOf(temporal.client, no, workflowTypes);
    return { counts, histories, recorded: await recordedCase(db, no, histories) };
  } finally {
    await temporal.close();
    await db.end();
    await system.stop();
  }
}

/** Runs one case to its last decision and gives its number; every act waits until the one before has come to rest. */
async function runOurs(running: Running): Promise<string> {
  const { api } = running;
  const body = sampleFiling({ region: '湖南', channel: 'online', items: eightItems });
  const filed = expected(await api.act('intake', '/v1/applications', body, { as: 'applicant' }), 201);
  const no = String(filed.body['applicationNo']);
  await rest(running, no);
  for (const [kind, action] of [
    ['acceptance', 'accept'],
    ['review', 'grant'],
  ] as const) {
    const open = await tasksOf(api, no, kind);
    if (open.length !== eightItems.length) throw new Error(`${String(open.length)} tasks of ${kind} in ${no}`);
    for (const { id, as } of open) {
      expected(await api.act('approval', `/v1/tasks/${encodeURIComponent(id)}/${action}`, {}, { as }), 200);
      await rest(running, no);
    }
  }
  return no;
}

/** Nothing of the case is on its way between the parts, and its workflows stand still. */
async function rest({ db, client }: Running, no: string): Promise<void> {
  const still = stillness(client);
  for (;;) {
    const workflows = await atRest(db, no);
    if (workflows) await still(workflows);
    const after = await atRest(db, no);
    if (workflows && String(after) === String(workflows)) return;
    await sleep(20);
  }
}

/** The workflows of the case; none while something of it is on its way. */
async function atRest(db: pg.Pool, no: string): Promise<string[] | undefined> {
  const { rows } = await db.query<{ open: number; workflows: string[] }>(
    `select /* bench */ (select count(*)::int from journal.command where case_no = $1 and state = 'open')
          + (select count(*)::int from intake.outbox o where key = $1
               and (published_at is null or not exists (select from approval.inbox i where i.event_id = o.id)))
          + (select count(*)::int from approval.outbox o where key = $1
               and (published_at is null or not exists (select from intake.inbox i where i.event_id = o.id)))
          + (select count(*)::int from intake.inbound where workflow_id like '%' || $1 || '%' and not recorded)
          + (select count(*)::int from approval.inbound where workflow_id like '%' || $1 || '%' and not recorded) as open,
            array(select workflow_id from intake.workflow where case_no = $1 and head > 0
                  union all select workflow_id from approval.workflow where case_no = $1 and head > 0) as workflows`,
    [no],
  );
  return rows[0]?.open === 0 ? rows[0].workflows : undefined;
}
