/** Outbox → Kafka → inbox on a real broker: order per key, each event once in effect, a poison message parks its key only. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import { sql } from 'kysely';
import { roleUrl } from '../../src/db/pool.ts';
import { createInbox, type EventEffect } from '../../src/inbox/consumer.ts';
import { NotRepaired, repairParked, requestReplay, skipParked } from '../../src/inbox/parked.ts';
import { startReplay } from '../../src/inbox/replay.ts';
import type { CloudEvent } from '../../src/messaging/cloud-event.ts';
import type { EventPublisher, IncomingMessage } from '../../src/messaging/ports.ts';
import { type RunningConsumer, reliableConsumer, reliablePublisher } from '../../src/messaging/reliable.ts';
import { startOutboxRelay } from '../../src/outbox/relay.ts';
import { createTestDatabase, log, newCase, servers, type TestDatabase, until } from './support.ts';

let database: TestDatabase;
let topic: string;
let publisher: EventPublisher;
let stops: (() => Promise<void>)[] = [];

const options = { brokers: [] as string[], clientId: 'test', log };

beforeAll(async () => {
  database = await createTestDatabase();
  options.brokers = servers().kafkaBrokers;
  publisher = reliablePublisher(options);
});

afterAll(async () => {
  await publisher.close();
  await database.drop();
});

beforeEach(async () => {
  topic = `test.${randomUUID()}`;
  const admin = new Kafka({ brokers: options.brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 3 }] });
  await admin.disconnect();
});

afterEach(async () => {
  for (const stop of stops) await stop();
  stops = [];
});

const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await database.owner.query(text, values)).rows as T[];

const eventOf = (caseNo: string, sequence: number, change: Partial<CloudEvent> = {}): CloudEvent => ({
  specversion: '1.0',
  id: `application:${caseNo}/${String(sequence)}`,
  source: '/yichuang/intake',
  type: 'yichuang.intake.facts.v1',
  subject: `application:${caseNo}`,
  time: '2026-09-18T02:00:00.000Z',
  datacontenttype: 'application/json',
  partitionkey: caseNo,
  sequence,
  realm: 'live',
  data: { facts: [] },
  ...change,
});

const publish = (...events: CloudEvent[]): Promise<void> =>
  publisher.publish(
    topic,
    events.map((event) => ({ key: event.partitionkey, value: JSON.stringify(event) })),
  );

function consume(handle: (message: IncomingMessage) => Promise<void>): RunningConsumer {
  const consumer = reliableConsumer({ ...options, groupId: `g.${topic}`, sessionTimeoutMs: 6000 }, [topic], handle);
  stops.push(() => consumer.stop());
  return consumer;
}

/** The inbox of approval on the topic, with an effect; gives the IDs in the order in which they took effect. */
function inbox(effect: EventEffect<unknown> = () => Promise.resolve()): string[] {
  const done: string[] = [];
  const service = 'approval' as const;
  const db = database.as(service);
  const noted: EventEffect<unknown> = async (trx, event) => {
    await effect(trx, event);
    done.push(event.id);
  };
  consume(createInbox<unknown>({ service, db, effect: noted, log, stopping: () => false }));
  const replay = startReplay<unknown>({ service, databaseUrl: roleUrl(database.url, service), db, effect: noted, log });
  stops.push(() => replay.stop());
  return done;
}

const parked = (key: string): Promise<{ event_id: string; error: string | null }[]> =>
  rows('select event_id, error from approval.parked where key = $1 order by position', [key]);

describe('inbox', () => {
  test('an event delivered three times acts once; order per key is kept', async () => {
    const [a, b] = [newCase(), newCase()];
    const done = inbox();
    const events = [1, 2, 3].flatMap((n) => [eventOf(a, n), eventOf(b, n)]);
    await publish(...events);
    await publish(...events);
    await publish(...events, eventOf(a, 4), eventOf(b, 4));
    await until('the last of both', async () =>
      [a, b].every((no) => done.includes(eventOf(no, 4).id)) ? true : undefined,
    );
    for (const no of [a, b]) {
      const ids = [1, 2, 3, 4].map((n) => eventOf(no, n).id);
      expect(done.filter((id) => id.includes(no))).toEqual(ids);
    }
    expect(await rows('select 1 from approval.inbox where event_id = any($1)', [done])).toHaveLength(8);
  });

  test('a poison message parks its key: later events wait behind it, other keys go on', async () => {
    const [bad, good] = [newCase(), newCase()];
    const done = inbox((_trx, event) => {
      if (event.id === eventOf(bad, 2).id) throw new Error('no such stage');
      return Promise.resolve();
    });
    await publish(eventOf(bad, 1), eventOf(bad, 2), eventOf(good, 1), eventOf(bad, 3), eventOf(good, 2));
    await until('the good ones', async () => (done.includes(eventOf(good, 2).id) ? true : undefined));
    await until('the parked ones', async () => ((await parked(bad)).length === 2 ? true : undefined));
    expect(await parked(bad)).toEqual([
      { event_id: eventOf(bad, 2).id, error: expect.stringContaining('no such stage') },
      { event_id: eventOf(bad, 3).id, error: null },
    ]);
    expect(done.filter((id) => id.includes(bad))).toEqual([eventOf(bad, 1).id]);
    expect(await rows('select 1 from approval.inbox where event_id = $1', [eventOf(bad, 2).id])).toEqual([]);
    // What is delivered again while its key is parked is not parked twice.
    await publish(eventOf(bad, 2), eventOf(good, 3));
    await until('the next good one', async () => (done.includes(eventOf(good, 3).id) ? true : undefined));
    expect(await parked(bad)).toHaveLength(2);
  });

  test.each([
    ['no JSON', '{"specversion":'],
    ['no CloudEvent of ours', '{"specversion":"0.3"}'],
  ])('a message that is %s parks its key', async (_what, value) => {
    const [bad, good] = [newCase(), newCase()];
    const done = inbox();
    await publisher.publish(topic, [{ key: bad, value }]);
    await publish(eventOf(bad, 1), eventOf(good, 1));
    await until('the good one', async () => (done.includes(eventOf(good, 1).id) ? true : undefined));
    await until('the parked ones', async () => ((await parked(bad)).length === 2 ? true : undefined));
    expect(done).toEqual([eventOf(good, 1).id]);
  });

  test('an effect and its inbox row are one transaction', async () => {
    const no = newCase();
    const done = inbox(async (trx, event) => {
      await sql`insert into approval.parked (key, event_id, payload)
        values (${`effect:${no}`}, ${`effect:${event.id}`}, '{}')`.execute(trx);
      if (event.sequence === 1) throw new Error('after the effect');
    });
    await publish(eventOf(no, 1));
    await until('the parked one', async () => ((await parked(no)).length === 1 ? true : undefined));
    expect(done).toEqual([]);
    expect(await parked(`effect:${no}`)).toEqual([]);
  });

  test('trouble on the way to the database is waited out, not parked', async () => {
    const no = newCase();
    let times = 0;
    const done = inbox(() => {
      times += 1;
      if (times <= 5) throw new Error('Connection terminated unexpectedly');
      return Promise.resolve();
    });
    await publish(eventOf(no, 1), eventOf(no, 2));
    await until('both', async () => (done.length === 2 ? true : undefined));
    expect(await parked(no)).toEqual([]);
  });
});

describe('an operator repairs a parked key', () => {
  const operator = { who: '运维甲', reason: '测试' };
  const approval = (): ReturnType<TestDatabase['as']> => database.as('approval');
  const free = (key: string): Promise<true> =>
    until('the key to be free', async () => ((await parked(key)).length === 0 ? true : undefined));
  const openTasks = (key: string): Promise<{ kind: string; detail: string }[]> =>
    rows('select kind, detail from journal.operator_task where subject = $1 and resolved_at is null', [key]);
  const actions = (key: string): Promise<{ action: string; who: string; reason: string }[]> =>
    rows('select action, who, reason from journal.operator_action where subject = $1 order by id', [key]);
  const idsOf = (key: string, ...n: number[]): string[] => n.map((one) => eventOf(key, one).id);

  /** Event 2 of `bad` is poisoned; while others flow, 3 and 4 wait behind it. */
  async function poisoned(
    effect: EventEffect<unknown>,
    second: (bad: string) => string,
  ): Promise<{ bad: string; done: string[] }> {
    const [bad, good] = [newCase(), newCase()];
    const done = inbox(effect);
    await publish(eventOf(bad, 1));
    await publisher.publish(topic, [{ key: bad, value: second(bad) }]);
    await publish(eventOf(good, 1), eventOf(bad, 3), eventOf(good, 2), eventOf(bad, 4));
    await until('the parked ones', async () => ((await parked(bad)).length === 3 ? true : undefined));
    await until('the good ones', async () => (done.includes(eventOf(good, 2).id) ? true : undefined));
    return { bad, done };
  }
  const ofKey = (done: string[], key: string): string[] => done.filter((id) => id.includes(key));

  test('an event whose effect throws: corrected, replayed in order, later deliveries do nothing', async () => {
    const { bad, done } = await poisoned(
      (_trx, event) => {
        if (event.time === 'broken') throw new Error('no such instant');
        return Promise.resolve();
      },
      (key) => JSON.stringify(eventOf(key, 2, { time: 'broken' })),
    );
    expect(await openTasks(bad)).toEqual([{ kind: 'keyParked', detail: expect.stringContaining('no such instant') }]);
    const eventId = eventOf(bad, 2).id;
    const change = { service: 'approval', eventId } as const;

    // A replay without a repair stops at the same message and says why.
    await requestReplay(approval(), 'approval', bad, operator);
    await until('the replay to stop', async () =>
      (await rows('select 1 from approval.replay where key = $1', [bad])).length === 0 ? true : undefined,
    );
    expect((await parked(bad)).map(({ event_id }) => event_id)).toEqual(idsOf(bad, 2, 3, 4));

    await expect(repairParked(approval(), change, '{"id":1}', operator)).rejects.toThrow(NotRepaired);
    await expect(repairParked(approval(), change, JSON.stringify(eventOf(bad, 9)), operator)).rejects.toThrow(eventId);
    await expect(
      repairParked(approval(), change, JSON.stringify({ ...eventOf(newCase(), 2), id: eventId }), operator),
    ).rejects.toThrow(bad);
    await repairParked(approval(), change, JSON.stringify(eventOf(bad, 2)), operator);
    await requestReplay(approval(), 'approval', bad, operator);
    await publish(eventOf(bad, 5));
    await free(bad);
    await until('the last', async () => (done.includes(eventOf(bad, 5).id) ? true : undefined));
    expect(ofKey(done, bad)).toEqual(idsOf(bad, 1, 2, 3, 4, 5));
    expect(await openTasks(bad)).toEqual([]);
    expect((await actions(bad)).map(({ action }) => action)).toEqual(['dlq.replay', 'dlq.repair', 'dlq.replay']);
    expect(await actions(bad)).toContainEqual({ action: 'dlq.repair', who: '运维甲', reason: '测试' });

    await publish(eventOf(bad, 2, { time: 'broken' }), eventOf(bad, 6));
    await until('the next', async () => (done.includes(eventOf(bad, 6).id) ? true : undefined));
    expect(ofKey(done, bad)).toEqual(idsOf(bad, 1, 2, 3, 4, 5, 6));
  });

  test('an event of an invalid schema: replaced by the one it should have been', async () => {
    const broken = (key: string): string => JSON.stringify({ ...eventOf(key, 2), data: { facts: [{ type: 7 }] } });
    const { bad, done } = await poisoned(() => Promise.resolve(), broken);
    const [first] = await parked(bad);
    expect(first?.event_id).toMatch(/^unreadable:/);
    const change = { service: 'approval', eventId: first!.event_id } as const;
    await repairParked(approval(), change, JSON.stringify(eventOf(bad, 2)), operator);
    await requestReplay(approval(), 'approval', bad, operator);
    await free(bad);
    expect(ofKey(done, bad)).toEqual(idsOf(bad, 1, 2, 3, 4));
    // Neither the broken one nor the right one takes effect again.
    await publisher.publish(topic, [{ key: bad, value: broken(bad) }]);
    await publish(eventOf(bad, 2), eventOf(bad, 5));
    await until('the next', async () => (done.includes(eventOf(bad, 5).id) ? true : undefined));
    await free(bad);
    expect(ofKey(done, bad)).toEqual(idsOf(bad, 1, 2, 3, 4, 5));
  });

  test('one that is skipped never takes effect; those behind it do', async () => {
    const { bad, done } = await poisoned(
      () => Promise.resolve(),
      () => 'no JSON',
    );
    const [first] = await parked(bad);
    const change = { service: 'approval', eventId: first!.event_id } as const;
    await skipParked(approval(), change, operator);
    await expect(skipParked(approval(), change, operator)).rejects.toThrow(NotRepaired);
    await requestReplay(approval(), 'approval', bad, operator);
    await free(bad);
    expect(ofKey(done, bad)).toEqual(idsOf(bad, 1, 3, 4));
    expect(await openTasks(bad)).toEqual([]);
    await expect(requestReplay(approval(), 'approval', bad, operator)).rejects.toThrow(NotRepaired);
  });

  test('while a key is being freed its next events keep coming: none is lost, none overtakes', async () => {
    const { bad, done } = await poisoned(
      async () => sleep(5),
      () => 'no JSON',
    );
    const [first] = await parked(bad);
    await skipParked(approval(), { service: 'approval', eventId: first!.event_id }, operator);
    const numbers = Array.from({ length: 40 }, (_, i) => i + 5);
    const publishing = (async () => {
      for (const n of numbers) await publish(eventOf(bad, n));
    })();
    await requestReplay(approval(), 'approval', bad, operator);
    await publishing;
    await until('the last', async () => (done.includes(eventOf(bad, 44).id) ? true : undefined));
    expect(ofKey(done, bad)).toEqual(idsOf(bad, 1, 3, 4, ...numbers));
    await free(bad);
  });

  test('what operators did cannot be changed afterwards', async () => {
    await rows(`insert into journal.operator_action (who, reason, action, service, subject, detail)
      values ('甲', '乙', 'tasks.resolve', 'approval', 'x', '{}')`);
    await expect(rows(`update journal.operator_action set who = '丙'`)).rejects.toThrow(/append-only/);
    await expect(rows('delete from journal.operator_action')).rejects.toThrow(/append-only/);
    await expect(sql`truncate journal.operator_action`.execute(database.as('approval'))).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe('the ports', () => {
  test('a message whose handler failed is delivered again; one that was handled is not, after a restart', async () => {
    const no = newCase();
    const seen: string[] = [];
    let failed = false;
    const handle = async ({ key, value }: IncomingMessage): Promise<void> => {
      const { sequence } = JSON.parse(value) as CloudEvent;
      seen.push(`${key === no ? '' : key}${String(sequence)}`);
      if (sequence === 2 && !failed) {
        failed = true;
        throw new Error('once');
      }
    };
    const first = consume(handle);
    await publish(eventOf(no, 1), eventOf(no, 2), eventOf(no, 3));
    await until('the third', async () => (seen.includes('3') ? true : undefined));
    expect(seen.filter((one, i) => seen.indexOf(one) === i)).toEqual(['1', '2', '3']);
    expect(seen.filter((one) => one === '2')).toHaveLength(2);
    await sleep(300);
    await first.stop();
    stops = [];
    const before = seen.length;
    consume(handle);
    await publish(eventOf(no, 4));
    await until('the fourth', async () => (seen.includes('4') ? true : undefined));
    expect(seen.slice(before)).toEqual(['4']);
  });
});

describe('outbox', () => {
  const fill = async (no: string, from: number, count: number): Promise<void> => {
    for (let n = from; n < from + count; n += 1) {
      const event = eventOf(no, n);
      await rows('insert into intake.outbox (id, realm, key, payload) values ($1, $2, $3, $4)', [
        event.id,
        'live',
        no,
        event,
      ]);
    }
    await rows(`select pg_notify('outbox_intake', '')`);
  };
  const relay = (through: EventPublisher = publisher): { stop: () => Promise<void> } => {
    const one = startOutboxRelay({
      service: 'intake',
      databaseUrl: roleUrl(database.url, 'intake'),
      topic,
      publisher: through,
      log,
    });
    stops.push(() => one.stop());
    return one;
  };
  const unpublished = async (): Promise<number> =>
    (await rows('select 1 from intake.outbox where published_at is null')).length;
  const published = (): Promise<true> =>
    until('all published', async () => ((await unpublished()) === 0 ? true : undefined));
  const idsOf = (no: string, count: number): string[] => Array.from({ length: count }, (_, i) => eventOf(no, i + 1).id);

  test('is published in order, by one relay at a time; another takes over', async () => {
    const no = newCase();
    const done = inbox();
    const first = relay();
    relay();
    await fill(no, 1, 20);
    await published();
    await first.stop();
    await fill(no, 21, 20);
    await published();
    await until('all consumed', async () => (done.length >= 40 ? true : undefined));
    await sleep(200);
    expect(done).toEqual(idsOf(no, 40));
  });

  test('a failure stops the row and all behind it until it goes; nothing is lost', async () => {
    const no = newCase();
    const done = inbox();
    let failures = 3;
    relay({
      publish: (to, messages) => {
        failures -= 1;
        return failures >= 0 ? Promise.reject(new Error('broker away')) : publisher.publish(to, messages);
      },
      close: () => Promise.resolve(),
    });
    await fill(no, 1, 5);
    await published();
    await until('all consumed', async () => (done.length === 5 ? true : undefined));
    expect(done).toEqual(idsOf(no, 5));
  });

  test('a relay that loses its connection after publishing sends again; the inbox acts once', async () => {
    const no = newCase();
    const done = inbox();
    let lost = false;
    relay({
      publish: async (to, messages) => {
        await publisher.publish(to, messages);
        if (lost) return;
        lost = true;
        await rows(
          `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'intake.outbox' and datname = current_database()`,
        );
      },
      close: () => Promise.resolve(),
    });
    await fill(no, 1, 3);
    await published();
    await fill(no, 4, 1);
    await until('the last', async () => (done.includes(eventOf(no, 4).id) ? true : undefined));
    expect(done).toEqual(idsOf(no, 4));
  });
});
