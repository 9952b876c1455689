/** A worker killed under load: every case goes on soon after another worker is there. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestSystem, testServers } from '../../src/index.ts';
import { acceptance, actionPath, type Bench, file, openBench, taskThere, until } from './support/bench.ts';

let bench: Bench;

beforeAll(async () => {
  const servers = await testServers();
  const system = await startTestSystem({ infrastructure: servers });
  bench = openBench(system, servers.temporalAddress);
});

afterAll(async () => {
  await bench.close();
  await bench.system.stop();
});

/** Departments of items that any applicant may file together. */
const units = [
  ['I46', 'housing'],
  ['I40', 'urban-management'],
  ['I29', 'transport'],
] as const;
const cases = 8;
/** About 5 s on an idle machine; Temporal's own task timeout would make it 14. */
const longestSeconds = 15;

/** When the commands of these cases were done, in seconds of the database's clock. */
const finished = async (nos: string[]): Promise<number[]> => {
  const { rows } = await bench.db.query<{ at: number }>(
    `select extract(epoch from finished_at)::float as at from journal.command
      where case_no = any($1) and kind = 'accept' and state = 'done' order by finished_at`,
    [nos],
  );
  return rows.map(({ at }) => at);
};

test('no case stands still for longer than a few seconds', async () => {
  const nos = await Promise.all(
    Array.from({ length: cases }, () => file(bench, { items: units.map(([item]) => item) })),
  );
  const tasks = nos.flatMap((no) => units.map(([item, as]) => ({ as, task: acceptance(no, item) })));
  await Promise.all(tasks.map(({ task }) => taskThere(bench, task)));
  const sent = tasks.map(({ as, task }) => bench.api.post('approval', actionPath(task, 'accept'), {}, { as }));
  await until('commands under way', async () => ((await finished(nos)).length > 2 ? true : undefined));
  const { worker } = bench.system.parts;
  await worker.kill9();
  await worker.start();
  const { rows } = await bench.db.query<{ now: number }>('select extract(epoch from clock_timestamp())::float as now');
  const back = rows[0]?.now ?? Number.NaN;
  for (const { status } of await Promise.all(sent)) expect([200, 202]).toContain(status);
  const done = await until('every outcome', async () => {
    const instants = await finished(nos);
    return instants.length === tasks.length ? instants : undefined;
  });
  expect(Math.max(...done) - back).toBeLessThan(longestSeconds);
});
