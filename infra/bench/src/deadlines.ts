/**
 * Many open deadlines on real servers and real timers, some of which run out within the same second: how late their silence is
 * recorded, what the machine does while nothing happens, what an open case weighs in the database.
 *
 * A day's end is near because the database's clock is set just before midnight, and invented regions close some minutes after it.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApiClient, startTestSystem, type TestSystem } from '@yichuang/local';
import { loadPacks, type RegionPack } from '@yichuang/regions';
import pg from 'pg';
import type { Benchmark } from './benchmark.ts';
import { fileMany, seconds } from './filings.ts';

const open = 10_000;
const dueAtOnce = 500;
const probe = 200;
const idleSeconds = 60;
const target = { p50: 2, p99: 30, idlePercent: 2 };

const eve = '2026-09-17T15:56:00.000Z';
const midnight = Date.parse('2026-09-17T16:00:00.000Z');
/** Minutes after midnight at which the invented regions close. */
const closings = Array.from({ length: 11 }, (_, i) => 5 + 5 * i);

export const deadlines: Benchmark = async (print) => {
  const packs = writePacks();
  const system = await startTestSystem({ clockAt: eve, env: { REGION_PACKS_DIR: packs } });
  const db = new pg.Pool({ connectionString: system.databaseUrl, max: 2 });
  try {
    return await measure(print, system, db);
  } finally {
    await db.end();
    await system.stop();
    rmSync(packs, { recursive: true, force: true });
  }
};

async function measure(print: (line: string) => unknown, system: TestSystem, db: pg.Pool): Promise<boolean> {
  const api = createApiClient(system);
  const empty = await databaseBytes(db);
  const others = { region: '湖南', channel: 'onsite' } as const;
  const perCase = (await seconds(() => fileMany(api, probe, others))) / probe;
  const rest = open - probe - dueAtOnce;
  const minutes = closingFor(system.nowMs() + (dueAtOnce + rest) * perCase * 1500 + (idleSeconds + 60) * 1000);
  const filed = await seconds(async () => {
    await fileMany(api, dueAtOnce, { region: nameOf(minutes), channel: 'onsite' });
    if (system.nowMs() >= midnight) throw new Error('the machine is too slow: the filings went on past midnight');
    await fileMany(api, rest, others);
  });
  await settled(db);
  print(
    `${String(open)} 件在办 / open: ${((open - probe) / filed).toFixed(0)} 件/秒申报 filed/s, 每件 ${Math.round(((await databaseBytes(db)) - empty) / open / 1024).toString()} KiB/case`,
  );

  const dueMs = midnight + minutes * 60_000;
  if (system.nowMs() + (idleSeconds + 15) * 1000 > dueMs)
    throw new Error('the machine is too slow: no time is left to be idle');
  await sleep(10_000);
  const idle = await busyShare(idleSeconds * 1000);
  print(`空闲时处理器 / processor while idle: ${(idle * 100).toFixed(1)} % 一核 of a core`);

  await sleep(Math.max(0, dueMs - system.nowMs()));
  const late = await lateness(db, new Date(dueMs).toISOString());
  const [p50, p99, last] = [0.5, 0.99, 1].map((share) => late[Math.ceil(share * late.length) - 1] ?? Number.NaN);
  print(
    `${String(late.length)} 件同秒届满 / due in one second: p50 ${String(p50)} s, p99 ${String(p99)} s, max ${String(last)} s`,
  );
  const met = Number(p50) < target.p50 && Number(p99) < target.p99;
  print(
    `${met ? '达到目标 / target met' : '未达到目标 / target missed'}: p50 < ${String(target.p50)} s, p99 < ${String(target.p99)} s`,
  );
  return met;
}

/** The first closing that is not before an instant. */
function closingFor(ms: number): number {
  const minutes = closings.find((minute) => midnight + minute * 60_000 >= ms);
  if (minutes === undefined) throw new Error('the machine is too slow: the filings would take more than an hour');
  return minutes;
}

const databaseBytes = async (db: pg.Pool): Promise<number> => {
  const { rows } = await db.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes');
  return Number(rows[0]?.bytes);
};

/** Waits until every case has its first facts. */
async function settled(db: pg.Pool): Promise<void> {
  for (;;) {
    const { rows } = await db.query<{ n: number }>(
      "select count(distinct case_no)::int as n from intake.fact where body->>'type' = 'checkOpened'",
    );
    if (rows[0]?.n === open) return;
    await sleep(500);
  }
}

/** Seconds from the due instant to the recording of each silence, in order. */
async function lateness(db: pg.Pool, due: string): Promise<number[]> {
  for (;;) {
    const { rows } = await db.query<{ late: string }>(
      `select round(extract(epoch from (body->>'recordedAt')::timestamptz - $1::timestamptz), 2) as late from intake.fact
        where body->>'type' = 'applicationAccepted' and (body->>'at')::timestamptz = $1 order by 1`,
      [due],
    );
    if (rows.length >= dueAtOnce) return rows.map(({ late }) => Number(late));
    await sleep(500);
  }
}

/** How much of one core the whole machine uses, servers included. */
async function busyShare(ms: number): Promise<number> {
  const busy = (): number =>
    os.cpus().reduce((sum, { times: { idle: _, ...used } }) => sum + Object.values(used).reduce((a, b) => a + b, 0), 0);
  const begun = busy();
  await sleep(ms);
  return (busy() - begun) / ms;
}

const nameOf = (minutes: number): string => `试验地${String(minutes)}`;

/** The packs of the product, and invented ones that close soon after midnight and whose window has one working day. */
function writePacks(): string {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'yichuang-packs-'));
  const packs = loadPacks();
  const model = packs.get('hunan');
  if (!model) throw new Error('no pack to begin with');
  const { onsite } = model.acceptance;
  const statutory = { ...onsite.statutory, period: { ...onsite.statutory.period, amount: 1 } };
  const invented = closings.map(
    (minutes, i): RegionPack => ({
      ...model,
      id: `testland-${String.fromCharCode(97 + i)}`,
      name: nameOf(minutes),
      code: String(990_001 + i),
      acceptance: { ...model.acceptance, onsite: { ...onsite, statutory } },
      officeHours: {
        ...model.officeHours,
        sessions: [{ from: '00:00', to: `00:${String(minutes).padStart(2, '0')}` }],
      },
    }),
  );
  for (const pack of [...packs.values(), ...invented]) {
    mkdirSync(path.join(dir, pack.id));
    writeFileSync(path.join(dir, pack.id, 'pack.json'), JSON.stringify(pack));
  }
  return dir;
}
