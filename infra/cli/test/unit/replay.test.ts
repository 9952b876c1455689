/** The replay command on real histories, as a process of its own: the bundler does not run inside jest's sandbox. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, expect, it } from '@jest/globals';

const main = path.join(import.meta.dirname, '../../src/main.ts');
const golden = path.join(import.meta.dirname, '../../../../workflows/test/histories/applicationWorkflow/accept.json');
const folder = mkdtempSync(path.join(os.tmpdir(), 'replay-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function written(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

const yichuang = (...args: string[]): Promise<{ code: number; out: string[]; err: string[] }> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...args], (_error, out, err) => {
      resolve({ code: child.exitCode ?? -1, out: lines(out), err: lines(err) });
    });
  });
const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

// Bundling takes its time beside other tests.
const patienceMs = 120_000;

it(
  'says of each file whether it replays, and where not, the first difference',
  async () => {
    const other = written('other.json', JSON.stringify({ events: eventsOf(golden).map(timerForAttributes) }));
    const text = written('text.json', 'no history');
    const list = written('list.json', '[]');
    const { code, out, err } = await yichuang('replay', golden, other, text, list, path.join(folder, 'none.json'));
    expect(out).toEqual([`${golden}: 可重放 / deterministic`, '可重放 1,不可重放 4 / 1 deterministic, 4 not']);
    expect(err[0]).toContain(`${other}: 不可重放 / differs: `);
    expect(err[0]).toContain('TMPRL1100');
    expect(err[1]).toContain('cannot be read');
    expect(err[2]).toContain('not a workflow history');
    expect(err[3]).toContain('ENOENT');
    expect(code).toBe(1);
  },
  patienceMs,
);

it(
  'has nothing to compare in a history without a completed workflow task',
  async () => {
    const begun = written('begun.json', JSON.stringify({ events: eventsOf(golden).slice(0, 2) }));
    expect(await yichuang('replay', begun)).toEqual({
      code: 0,
      out: [expect.stringContaining('nothing to compare'), '可重放 1,不可重放 0 / 1 deterministic, 0 not'],
      err: [],
    });
  },
  patienceMs,
);

type Event = Record<string, unknown>;

const eventsOf = (file: string): Event[] => (JSON.parse(readFileSync(file, 'utf8')) as { events: Event[] }).events;

/** As if an older version had set a timer where this one shows search attributes. */
function timerForAttributes(event: Event): Event {
  const { upsertWorkflowSearchAttributesEventAttributes: upsert, ...rest } = event;
  if (upsert === undefined) return event;
  const { workflowTaskCompletedEventId } = upsert as Event;
  const timer = { timerId: '1', startToFireTimeout: '5s', workflowTaskCompletedEventId };
  return { ...rest, eventType: 'EVENT_TYPE_TIMER_STARTED', timerStartedEventAttributes: timer };
}
