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
    ['no file', ['calendar', 'import']],
    ['no file to propose', ['calendar', 'amend', '--reason', '防汛']],
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
    expect(io.lines).toContain('  npm run yichuang -- calendar show YEAR');
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

describe('calendar import', () => {
  const notice = {
    year: 2027,
    notice: { title: '2027年放假安排', url: 'https://www.gov.cn/2027', publishedOn: '2026-11-10' },
    off: [
      ...[
        '2027-01-01',
        '2027-02-05',
        '2027-02-06',
        '2027-02-07',
        '2027-02-08',
        '2027-02-09',
        '2027-02-10',
        '2027-04-05',
      ],
      ...[
        '2027-05-01',
        '2027-05-02',
        '2027-05-03',
        '2027-05-04',
        '2027-06-09',
        '2027-09-15',
        '2027-10-01',
        '2027-10-02',
      ],
      ...['2027-10-03', '2027-10-04', '2027-10-05'],
    ],
    work: ['2027-01-09'],
  };
  const decision = {
    region: 'hunan',
    source: '地方决定〔2026〕1号',
    publishedOn: '2026-11-01',
    days: [{ date: '2026-11-20', working: false, reason: '封闭' }],
  };
  const requests = [
    '{"id":"a","from":"2026-12-31","days":1}',
    '{"id":"b","from":"2027-01-04","days":7}',
    'nonsense',
    '{"id":"c","from":"2026-11-16","days":10,"region":"湖南"}',
    '{"id":"d","from":"2026-11-16","days":10,"region":"江城"}',
  ];

  async function brought(
    value: unknown,
    ...options: string[]
  ): Promise<ReturnType<typeof captured> & { code: number }> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'import-'));
    try {
      const file = path.join(folder, 'file.json');
      const batch = path.join(folder, 'requests.jsonl');
      writeFileSync(file, JSON.stringify(value));
      writeFileSync(batch, requests.join('\n'));
      const io = captured();
      const code = await run(
        ['calendar', 'import', file, ...options.map((one) => (one === 'BATCH' ? batch : one))],
        io,
      );
      return { ...io, code };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it('shows a notice and what becomes firm or moves with it', async () => {
    const { code, lines, errors } = await brought(
      { ...notice, off: [...notice.off, '2027-01-08'] },
      '--preview',
      'BATCH',
    );
    expect([code, errors[0]]).toEqual([0, expect.stringMatching(/requests\.jsonl:3: 不是 JSON/)]);
    expect(lines[0]).toMatch(/^2027 年 2027年放假安排.*由暂定转为确定/);
    expect(lines).toContain('2027-01-09 周六  上班  调休上班');
    expect(lines).toContain('a: 2027-01-04 → 2027-01-04 由暂定转为确定');
    expect(lines).toContain('b: 2027-01-13 → 2027-01-13 由暂定转为确定  D-3: 2027-01-08 → 2027-01-09');
    expect(lines.at(-1)).toBe('4 个期限中 2 个变动 / deadlines change');
  });

  it('shows a local decision and what moves there, and only there', async () => {
    const { code, lines } = await brought(decision, '--preview', 'BATCH');
    expect(code).toBe(0);
    expect(lines[0]).toBe('2026-11-20 周五 改为休息日 仅 hunan  封闭  地方决定〔2026〕1号');
    expect(lines[1]).toBe('c: 2026-11-30 → 2026-12-01  D-5: 2026-11-23 → 2026-11-24  D-3: 2026-11-25 → 2026-11-26');
  });

  it('--json gives what an amendment takes', async () => {
    const { lines } = await brought(decision, '--json');
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      years: [],
      days: [{ ...decision.days[0], source: decision.source, region: 'hunan' }],
    });
  });

  it('names the place of what is wrong', async () => {
    const { code, errors, lines } = await brought({
      ...notice,
      off: notice.off.filter((date) => date !== '2027-05-02'),
    });
    expect([code, lines]).toEqual([1, []]);
    expect(errors.join('\n')).toMatch(/file\.json: off: 缺少 2027-05-02（劳动节）/);
  });
});
