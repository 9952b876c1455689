/**
 * What goes wrong beyond processes, and the operator who puts it right while the case goes on: a message that nobody can read parks
 * its key and is repaired to what it should have been; a workflow that somebody terminated is found and started again.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Infrastructure, System } from '@yichuang/local';
import {
  createDatabase,
  createTemporalClient,
  listParked,
  repairParked,
  requestReplay,
  restart,
  roleUrl,
  sweep,
} from '@yichuang/platform';
import { Kafka, logLevel } from 'kafkajs';
import type { CaseRun } from '../drive/run-types.ts';
import { dueDay } from '../plan/instants.ts';
import { createRandom, type Random } from '../random.ts';
import { select } from '../read/database.ts';
import { type Service, services } from '../read/progress.ts';

export interface Mishaps {
  /** Resolves when everything is repaired. */
  readonly over: Promise<void>;
  readonly events: string[];
  /** Values of the messages that belong to no outbox. */
  readonly poisons: Set<string>;
  /** Brings the operator tasks up to date once all is at rest. */
  reconcile(): Promise<void>;
  stop(): Promise<void>;
}

const operator = { who: 'nemesis', reason: '随机故障' };
const patienceMs = 90_000;
const againMs = 400;
const consumers: Service[] = ['approval', 'issuance', 'assist'];

export function startMishaps(options: {
  seed: string;
  wave: number;
  system: System;
  infrastructure: Infrastructure;
  prefix: string;
  runs: CaseRun[];
  closeMs: number;
}): Mishaps {
  const { seed, wave, system, infrastructure, prefix, runs, closeMs } = options;
  const { databaseUrl } = system;
  const random = createRandom(seed, 'mishaps', wave);
  const events: string[] = [];
  const poisons = new Set<string>();
  const databases = new Map(
    services.map((service) => [
      service,
      createDatabase<unknown>(roleUrl(databaseUrl, service), { name: 'operator', max: 2 }),
    ]),
  );
  const temporal = createTemporalClient({
    address: infrastructure.temporalAddress,
    namespace: system.namespace,
    payloadKeys: system.payloadKeys,
  });
  const note = (what: string): void => {
    events.push(`${String(Date.now() - closeMs).padStart(7)} ${what}`);
  };
  const db = (service: Service): ReturnType<typeof createDatabase<unknown>> => {
    const found = databases.get(service);
    if (!found) throw new Error(`no database of ${service}`);
    return found;
  };

  const poison = async ({ at, downMs }: Mishap): Promise<void> => {
    await sleep(Math.max(0, closeMs + at - Date.now()));
    const no = await persist(() => Promise.resolve(pickCase(random, runs)));
    const [filed] = await persist(() =>
      select<{ payload: object }>(
        databaseUrl,
        'select payload from intake.outbox where key = $1 order by position limit 1',
        [no],
      ),
    );
    const right = JSON.stringify(filed?.payload);
    const wrong = right.slice(0, -random.between(2, 200));
    poisons.add(wrong);
    await persist(() => send(infrastructure.kafkaBrokers, `${prefix}yichuang.intake.v1`, { key: no, value: wrong }));
    note(`${no} is poisoned for ${String(downMs)} ms`);
    await sleep(downMs);
    await Promise.all(
      consumers.map((service) =>
        persist(async () => {
          const parked = (await listParked(db(service), service)).find(({ key }) => key === no);
          if (!parked) throw new Error(`${service} has not met the poison yet`);
          await repairParked(db(service), { service, eventId: parked.eventId }, right, operator);
          await requestReplay(db(service), service, no, operator);
          note(`${no} is repaired in ${service}, ${String(parked.waiting)} waited behind`);
        }),
      ),
    );
  };

  const terminate = async ({ at, downMs }: Mishap): Promise<void> => {
    await sleep(Math.max(0, closeMs + at - Date.now()));
    const open = await persist(() =>
      select<{ id: string }>(
        databaseUrl,
        `select workflow_id as id from intake.workflow where closed is null union all
         select workflow_id from approval.workflow where closed is null and head > 0 order by id`,
      ),
    );
    const [first, ...rest] = open.map(({ id }) => id);
    if (first === undefined) return;
    const workflowId = random.pick([first, ...rest]);
    if (!(await terminated(temporal.client, workflowId))) return;
    note(`${workflowId} is terminated for ${String(downMs)} ms`);
    await sleep(downMs);
    const service = workflowId.startsWith('application:') ? 'intake' : 'approval';
    await persist(async () => {
      for (const one of await sweep({ service, db: db(service), client: temporal.client, graceMs: 5_000 }))
        if (one.workflowId === workflowId) await restart({ db: db(service), client: temporal.client }, one, operator);
      const { status } = await temporal.client.workflow.getHandle(workflowId).describe();
      if (status.name === 'TERMINATED') throw new Error(`${workflowId} is still terminated`);
    });
    note(`${workflowId} goes on`);
  };

  return {
    events,
    poisons,
    over: Promise.all([...plan(random, [1, 2]).map(poison), ...plan(random, [1, 3]).map(terminate)]).then(
      () => undefined,
    ),
    async reconcile() {
      for (const service of services) await sweep({ service, db: db(service), client: temporal.client, graceMs: 0 });
    },
    async stop() {
      await temporal.close();
      await Promise.all([...databases.values()].map((one) => one.destroy()));
    },
  };
}

interface Mishap {
  at: number;
  downMs: number;
}

const plan = (random: Random, count: [number, number]): Mishap[] =>
  Array.from({ length: random.between(...count) }, () => ({
    at: random.between(dueDay.from - 6_000, dueDay.until - 3_000),
    downMs: random.between(500, 6_000),
  }));

/** While the nemesis has something down. */
async function persist<T>(attempt: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + patienceMs; ; ) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(againMs);
    }
  }
}

function pickCase(random: Random, runs: CaseRun[]): string {
  const [first, ...rest] = runs.map(({ no }) => no).filter((no) => no !== '');
  if (first === undefined) throw new Error('nothing is filed yet');
  return random.pick([first, ...rest]);
}

/** False where it had ended already. */
async function terminated(client: Client, workflowId: string): Promise<boolean> {
  return persist(async () => {
    const { status } = await client.workflow.getHandle(workflowId).describe();
    if (status.name !== 'RUNNING') return status.name === 'TERMINATED';
    await client.workflow.getHandle(workflowId).terminate('nemesis');
    return true;
  });
}

async function send(brokers: readonly string[], topic: string, message: { key: string; value: string }): Promise<void> {
  const producer = new Kafka({ clientId: 'nemesis', brokers: [...brokers], logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
  try {
    await producer.send({ topic, messages: [message] });
  } finally {
    await producer.disconnect();
  }
}
