/** The clock of a sandbox realm: it stands still, and moves from one due instant to the next, each worked off before it goes on. */

import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { type Instant, instant, millis } from '@yichuang/kernel';
import { type QueryExecutorProvider, sql } from 'kysely';
import { notFound, problemOf } from '../http/problem.ts';

export interface SandboxClock {
  create(realm: string, now: Instant): Promise<void>;
  now(realm: string): Promise<Instant>;
  /** Moves the clock to `to`; returns when all that falls due up to and including it has happened. One move at a time. */
  move(realm: string, to: Instant): Promise<void>;
  /** Waits until nothing of the realm is on its way. */
  settle(realm: string): Promise<void>;
}

const settleMs = 60_000;
const poll = { firstMs: 8, growth: 1.4, mostMs: 60 };
const advanceMs = 30_000;

export function createSandboxClock(db: QueryExecutorProvider, client: Client): SandboxClock {
  const now = async (realm: string): Promise<Instant> => {
    const { rows } = await sql<{
      now: string;
    }>`select journal.iso(now) as now from sandbox.realm where realm = ${realm}`.execute(db);
    const row = rows[0];
    if (!row) throw notFound(`沙箱 ${realm}`);
    return row.now;
  };

  const settle = async (realm: string): Promise<void> => {
    const until = Date.now() + settleMs;
    for (let pauseMs = poll.firstMs; ; pauseMs = Math.min(pauseMs * poll.growth, poll.mostMs)) {
      const { rows } = await sql<{
        what: string;
        id: string;
      }>`select what, id from sandbox.on_its_way(${realm}) limit 20`.execute(db);
      if (rows.length === 0) return;
      if (Date.now() > until)
        throw problemOf('sandbox-not-settled', rows.map(({ what, id }) => `${what} ${id}`).join(';'));
      await sleep(pauseMs);
    }
  };

  const advance = async (workflowId: string, updateId: string, to: Instant): Promise<void> => {
    try {
      await client.withDeadline(Date.now() + advanceMs, () =>
        client.workflow.getHandle(workflowId).executeUpdate('advance', { updateId, args: [{ to }] }),
      );
    } catch (error) {
      // It closed meanwhile: then its instants are worked off.
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  };

  const nextWake = async (realm: string): Promise<Instant | undefined> => {
    const { rows } = await sql<{ at: string | null }>`select journal.iso(sandbox.next_wake(${realm})) as at`.execute(
      db,
    );
    return rows[0]?.at ?? undefined;
  };

  const step = async (realm: string, to: Instant, round: number): Promise<Instant> => {
    const wake = await nextWake(realm);
    const reached = await now(realm);
    const target = wake !== undefined && wake < to ? instant(Math.max(millis(wake), millis(reached))) : to;
    await sql`update sandbox.realm set now = ${target} where realm = ${realm}`.execute(db);
    const { rows } = await sql<{ id: string }>`select id from sandbox.due(${realm}, ${target}) as id`.execute(db);
    await Promise.all(rows.map(({ id }) => advance(id, `${realm}:${target}:${String(round)}`, target)));
    await settle(realm);
    return target;
  };

  const moving = async <T>(realm: string, to: Instant, work: () => Promise<T>): Promise<T> => {
    const { numAffectedRows } =
      await sql`update sandbox.realm set moving_to = ${to}, moved_at = clock_timestamp() where realm = ${realm}
      and (moving_to is null or moved_at < clock_timestamp() - interval '5 minutes')`.execute(db);
    if (numAffectedRows === 0n) throw problemOf('clock-is-moving', '上一次移动完成后再移动。');
    try {
      return await work();
    } finally {
      await sql`update sandbox.realm set moving_to = null where realm = ${realm}`.execute(db);
    }
  };

  return {
    now,
    settle,
    async create(realm, at) {
      const { numAffectedRows } =
        await sql`insert into sandbox.realm (realm, now) values (${realm}, ${at}) on conflict do nothing`.execute(db);
      if (numAffectedRows === 0n) throw problemOf('realm-exists', `沙箱 ${realm} 已存在,请换一个名称。`);
    },
    async move(realm, to) {
      if (to < (await now(realm))) throw problemOf('clock-goes-forward', '目标时刻早于沙箱的当前时刻。');
      await moving(realm, to, async () => {
        await settle(realm);
        for (let round = 0; ; round += 1) {
          const reached = await step(realm, to, round);
          const next = await nextWake(realm);
          if (reached === to && (next === undefined || next > to)) return;
          if (round > 10_000) throw new Error(`the clock of ${realm} does not get past ${reached}`);
        }
      });
    },
  };
}
