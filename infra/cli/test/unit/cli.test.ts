import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { run } from '../../src/cli.ts';
import { captured } from './io.ts';

const packs = fileURLToPath(new URL('../../../../shared/regions/src/packs', import.meta.url));

describe('the tool', () => {
  it.each([
    ['an unknown command', ['fly']],
    ['a name of every object', ['constructor']],
    ['nothing', []],
    ['an unknown option', ['deadline', '--form', '2026-09-18']],
    ['a missing file', ['replay']],
    ['a missing folder', ['region', 'check']],
    ['half a command', ['region']],
    ['no year', ['calendar', 'show', 'soon']],
    ['an option too much', ['migrate', '--force']],
    ['a task without its number', ['tasks', 'resolve', 'x', '--as', '甲', '--reason', '乙']],
    ['a change by nobody', ['tasks', 'resolve', '1', '--reason', '乙']],
    ['a change for no reason', ['reconcile', '--repair', '--as', '甲', '--reason', ' ']],
    ['no service of ours', ['dlq', 'show', 'post', 'x']],
    ['neither a correction nor a skip', ['dlq', 'repair', 'intake', 'x', '--as', '甲', '--reason', '乙']],
    [
      'both a correction and a skip',
      ['dlq', 'repair', 'intake', 'x', '--file', 'f', '--skip', '--as', '甲', '--reason', '乙'],
    ],
    ['half an audit', ['audit']],
  ])('answers %s with the usage and exit code 2', async (_, args) => {
    const io = captured();
    expect(await run(args, io)).toBe(2);
    expect(io.errors.join('\n')).toContain('npm run yichuang -- ');
    expect(io.lines).toEqual([]);
  });

  it.each([[['help']], [['--help']], [['-h']]])('%j lists every command', async (args) => {
    const io = captured();
    expect(await run(args, io)).toBe(0);
    for (const name of ['deadline', 'calendar', 'region', 'replay', 'migrate', 'tasks', 'dlq', 'reconcile', 'audit'])
      expect(io.lines.join('\n')).toContain(`-- ${name}`);
  });

  it('help COMMAND shows one', async () => {
    const io = captured();
    expect(await run(['help', 'calendar'], io)).toBe(0);
    expect(io.lines.at(-1)).toBe('  npm run yichuang -- calendar show YEAR');
  });
});

describe('migrate', () => {
  it('needs a database', async () => {
    const io = captured({});
    expect(await run(['migrate'], io)).toBe(2);
    expect(io.errors[0]).toContain('DATABASE_URL');
  });
});

describe('region check', () => {
  it('prints every value with its source', async () => {
    const io = captured();
    expect(await run(['region', 'check', path.join(packs, 'hunan')], io)).toBe(0);
    expect(io.lines).toContain('acceptance.online.misroute.period.amount = 1 ← 002 二(一)2(2)');
    expect(io.lines.at(-1)).toMatch(/^内容摘要 \/ content: sha256 [0-9a-f]{64}$/);
    expect(await run(['region', 'check', path.join(packs, 'jiangcheng')], io)).toBe(0);
    expect(io.lines.join('\n')).toContain('征求意见稿');
  });

  it('names what is wrong in a pack, and where', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'pack-'));
    try {
      const pack = path.join(folder, 'hunan');
      cpSync(path.join(packs, 'hunan'), pack, { recursive: true });
      const file = path.join(pack, 'pack.json');
      writeFileSync(file, readFileSync(file, 'utf8').replace('"code": "430000"', '"code": "43"'));
      const io = captured();
      expect(await run(['region', 'check', pack], io)).toBe(1);
      expect(io.errors.join('\n')).toMatch(/pack\.json: code: /);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('calendar show', () => {
  it('lists days off and make-up days of a published year with the notice', async () => {
    const io = captured();
    expect(await run(['calendar', 'show', '2026'], io)).toBe(0);
    expect(io.lines[0]).toContain('国务院办公厅关于2026年部分节假日安排的通知');
    expect(io.lines).toContain('2026-09-20 周日  上班  国庆节调休上班');
    expect(io.lines).toContain('2026-10-01 周四  休息  国庆节放假');
  });

  it('says that an unpublished year is provisional', async () => {
    const io = captured();
    expect(await run(['calendar', 'show', '2028'], io)).toBe(0);
    expect(io.lines[0]).toContain('暂定');
    expect(io.lines).toContain('2028-10-02 周一  休息  国庆节放假');
  });

  it('has nothing before the first year', async () => {
    const io = captured();
    expect(await run(['calendar', 'show', '1999'], io)).toBe(1);
    expect(io.errors[0]).toContain('1999');
  });
});
