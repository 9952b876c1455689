import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { run } from '../../src/cli.ts';
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
      { line: 3, error: expect.any(String) },
      expect.objectContaining({ id: 4, dueDate: '2026-09-21' }),
    ]);
    expect(await run(['deadline', '--batch', path.join(folder, 'none')], io)).toBe(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
