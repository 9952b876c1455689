import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { run } from '../../src/cli.ts';
import { Counter } from '../../src/deadlines.ts';
import { captured } from './io.ts';

async function json(...args: string[]): Promise<unknown> {
  const io = captured();
  expect(await run(['deadline', ...args, '--json'], io)).toBe(0);
  expect(io.lines).toHaveLength(1);
  return JSON.parse(io.lines[0] ?? '');
}

describe('deadline --json', () => {
  it('is one object with the count and its reasons', async () => {
    const answer = await json('--from', '2026-09-18', '--days', '5');
    expect(answer).toMatchObject({
      from: '2026-09-18',
      days: 5,
      unit: 'working',
      dueDate: '2026-09-24',
      dueAt: '2026-09-24T17:30:00+08:00',
      provisional: false,
      calendarVersion: 1,
      rungs: { '7': '2026-09-16', '5': '2026-09-18', '3': '2026-09-21' },
      pauses: [],
      extensions: [],
      basis: ['行政许可法 82', '民法典 201'],
    });
    expect(answer).toHaveProperty('steps.2', expect.objectContaining({ date: '2026-09-20', counted: true, n: 1 }));
  });

  it.each([
    [['--from', '2026-09-20', '--days', '7', '--unit', 'natural'], '2026-09-28'],
    [['--from', '2026-07-03', '--days', '3', '--unit', 'month'], '2026-10-08'],
    [['--from', '2026-09-18', '--days', '5', '--extend', '10'], '2026-10-15'],
    [['--from', '2026-08-31', '--days', '20', '--pause', '2026-09-10/2026-09-24'], '2026-10-19'],
    [['--from', '2026-09-18', '--days', '1', '--region', '湖南'], '2026-09-20'],
  ])('%j ends on %s', async (args, dueDate) => {
    expect(await json(...args)).toMatchObject({ dueDate });
  });

  it('marks what is counted past the last published year', async () => {
    expect(await json('--from', '2026-12-30', '--days', '20')).toMatchObject({ provisional: true });
  });
});

it('deadline explains itself in words', async () => {
  const io = captured();
  expect(await run(['deadline', '--from', '2026-09-18', '--days', '1'], io)).toBe(0);
  expect(io.lines[0]).toBe('2026-09-20 届满(2026-09-20T17:30:00+08:00)');
  expect(io.lines.at(-1)).toContain('2026-09-20  第1  国庆节调休上班');
});

it('--json has the agreed keys, and no other', async () => {
  const keys = ['from', 'days', 'unit', 'dueDate', 'dueAt', 'provisional', 'calendarVersion', 'rungs', 'pauses'];
  const answer = await json('--from', '2026-09-18', '--days', '5', '--pause', '2026-09-20/2026-09-21', '--extend', '2');
  expect(Object.keys(answer ?? {})).toEqual([...keys, 'extensions', 'steps', 'basis']);
  expect(answer).toMatchObject({
    pauses: [{ start: '2026-09-20', end: '2026-09-21' }],
    extensions: [{ days: 2 }],
    basis: ['行政许可法 82', '民法典 201', '行政许可法 45', '行政许可法 42'],
  });
});

describe('what an expert asks first', () => {
  const [pause, extension] = [[{ start: '2026-09-10', end: '2026-09-24' }], 0];
  it.each([
    [1, '2026-09-18', 1, '2026-09-20'],
    [2, '2026-09-18', 2, '2026-09-21'],
    [3, '2026-09-18', 5, '2026-09-24'],
    [4, '2026-02-12', 2, '2026-02-14'],
    [5, '2026-02-14', 1, '2026-02-24'],
    [6, '2025-12-31', 1, '2026-01-04'],
    [7, '2026-04-30', 5, '2026-05-11'],
    [8, '2026-10-04', 1, '2026-10-08'],
    [9, '2026-09-30', 1, '2026-10-08'],
    [10, '2026-09-21', 10, '2026-10-12'],
    [11, '2026-08-31', 20, '2026-09-28', ['2026-09-17', '2026-09-20', '2026-09-22']],
    [12, '2026-08-31', 20, '2026-10-19', ['2026-10-09', '2026-10-12', '2026-10-14'], pause],
    [13, '2026-08-03', 45, '2026-10-10'],
    [14, '2026-09-08', 23, '2026-10-15', ['2026-09-30', '2026-10-09', '2026-10-12']],
    [15, '2026-11-16', 5, '2026-11-23'],
    [16, '2026-11-20', 2, '2026-11-24'],
    [17, '2024-09-13', 1, '2024-09-14'],
    [18, '2025-09-26', 2, '2025-09-29'],
  ])(
    'vector %i: from %s, %i working days end %s',
    (_nr, from, days, dueDate, ...[dates, pauses = []]: [string[]?, typeof pause?]) => {
      const { answer } = new Counter(undefined).answer({ from, days, unit: 'working', pauses, extension });
      expect(answer.dueDate).toBe(dueDate);
      if (dates !== undefined) expect([answer.rungs['7'], answer.rungs['5'], answer.rungs['3']]).toEqual(dates);
    },
  );

  it('the due date and why: start day, each day, pause, extension, calendar, clauses', async () => {
    const io = captured();
    const pauses = ['--pause', '2026-09-10/2026-09-24', '--extend', '10'];
    expect(await run(['deadline', '--from', '2026-08-31', '--days', '20', ...pauses], io)).toBe(0);
    const text = io.lines.join('\n');
    for (const part of [
      '自2026-08-31起算，开始的当日不计入（民法典第二百零一条），期限20个工作日',
      '2026-09-10至2026-09-24暂停计时，其间11个工作日不计入',
      '经行政机关负责人批准延长10个工作日',
      '2026-11-02 17:30届满（工作日历第1版）',
      '依据：行政许可法 82、民法典 201、行政许可法 45、行政许可法 42',
      '2026-10-10  第14  国庆节调休上班  https://www.gov.cn/',
      '2026-11-02  第30  工作日（延长）',
    ])
      expect(text).toContain(part);
  });

  it('a rung not after the start day is still printed, one before the calendar is null', async () => {
    expect(await json('--from', '2024-01-02', '--days', '1')).toMatchObject({
      dueDate: '2024-01-03',
      rungs: { '7': '2023-12-22', '5': '2023-12-26', '3': '2023-12-28' },
    });
    expect(await json('--from', '2023-01-03', '--days', '4')).toMatchObject({
      rungs: { '7': null, '5': null, '3': '2023-01-04' },
    });
  });

  it('a day whose notice is not published is marked', async () => {
    const io = captured();
    expect(await run(['deadline', '--from', '2026-12-31', '--days', '1'], io)).toBe(0);
    expect(io.lines[0]).toMatch(/^2027-01-04 .* 暂定$/);
    expect(io.lines.find((line) => line.includes('2027-01-01'))).toContain('元旦放假（暂定）');
  });

  it('a region closes at its own hours, in summer too', async () => {
    const env = { REGION_PACKS_DIR: path.join(import.meta.dirname, '../../../../shared/regions/test/packs') };
    const io = captured(env);
    expect(await run(['deadline', '--from', '2026-08-03', '--days', '5', '--region', '云州', '--json'], io)).toBe(0);
    expect(JSON.parse(io.lines[0] ?? '')).toMatchObject({ dueAt: '2026-08-10T18:30:00+08:00' });
    expect(await run(['deadline', '--from', '2026-08-03', '--days', '5', '--region', '湖南'], io)).toBe(2);
  });
});

describe('asked wrongly', () => {
  it.each([
    [['--days', '5'], 'from'],
    [['--from', '2026-02-30', '--days', '5'], 'from'],
    [['--from', '2026-09-18'], 'days'],
    [['--from', '2026-09-18', '--days', '-5'], ''],
    [['--from', '2026-09-18', '--days', '1.5'], 'days'],
    [['--from', '2026-09-18', '--days', '5', '--unit', 'week'], 'unit'],
    [['--from', '2026-09-18', '--days', '5', '--pause', '2026-09-20'], 'pauses'],
    [['--from', '2026-09-18', '--days', '5', '--pause', '2026-09-22/2026-09-20'], 'pauses'],
    [['--from', '2026-09-18', '--days', '5', '--extend', 'x'], 'extension'],
    [['--from', '2026-09-18', '--days', '5', '--region', '火星'], 'region'],
    [['--from', '2026-09-18', '--days', '10001'], 'days'],
    [['--from', '2026-9-18', '--days', '5'], 'from'],
  ])('%j: exit code 2, the field is named', async (args, field) => {
    const io = captured();
    expect(await run(['deadline', ...args], io)).toBe(2);
    expect(io.errors[0]).toContain(field);
    expect(io.errors.at(-1)).toContain('deadline --batch FILE');
  });

  it('a date before the first known year is refused in words', async () => {
    const io = captured();
    expect(await run(['deadline', '--from', '1999-01-04', '--days', '5'], io)).toBe(1);
    expect(io.errors[0]).toContain('1999');
  });
});

it('--batch answers line by line, in order, and goes on after a bad line', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'batch-'));
  const file = path.join(folder, 'requests.jsonl');
  const requests = [
    '{"id":"a","from":"2026-09-18","days":5}',
    '{"id":"b","from":"soon","days":5}',
    'not json',
    '',
    '{"id":4,"from":"2026-09-18","days":1,"unit":"working","pauses":[],"extension":1,"region":"江城"}',
  ];
  writeFileSync(file, requests.join('\n'));
  try {
    const io = captured();
    expect(await run(['deadline', '--batch', file], io)).toBe(0);
    const answers: unknown[] = io.lines.map((line): unknown => JSON.parse(line));
    expect(answers).toEqual([
      expect.objectContaining({ id: 'a', dueDate: '2026-09-24' }),
      { id: 'b', line: 2, error: expect.stringContaining('from') },
      { id: null, line: 3, error: '不是 JSON / not JSON' },
      expect.objectContaining({ id: 4, dueDate: '2026-09-21' }),
    ]);
    expect(await run(['deadline', '--batch', path.join(folder, 'none')], io)).toBe(1);
    expect(io.errors.join()).toContain('无法读取');
    expect(await run(['deadline', '--batch', file, '--json'], io)).toBe(2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
