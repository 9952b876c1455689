/** 帮办代办: who helps may be named, replaced and taken back while the application is open (002 二(二)5; policy 1.8-20). */
import { describe, expect, it } from '@jest/globals';
import { type ApplicationBench, accept, filing, withdraw } from './application-bench.ts';
import { answerOf, codeOf } from './bench.ts';
import { applicant, clerk, handler, local } from './cases.ts';
import { accepted, closed, concluded, type StageBench, stageOf } from './stage-bench.ts';

const day = local('2026-09-18 15:00');
const name = (who: string, kind: '帮办' | '代办' = '帮办', reason?: string) =>
  ({ kind: 'nameHelper', body: { name: who, kind, ...(reason !== undefined && { reason }) } }) as const;
const remove = { kind: 'removeHelper', body: {} } as const;

describe('before acceptance', () => {
  const begun = (region = 'hunan'): ApplicationBench => filing({ region, items: ['I46'] });

  it('somebody is named, replaced, and taken back; no clock moves', () => {
    const bench = begun();
    const due = bench.next();
    expect(codeOf(bench.command(day, applicant, name('李某')))).toBe('done');
    expect(bench.last('helperNamed')).toMatchObject({
      actor: applicant,
      basis: ['002 二(二)5'],
      data: { helper: { name: '李某', kind: '帮办' } },
    });
    expect(codeOf(bench.command(day, clerk, name('王某', '代办', '李某调岗')))).toBe('done');
    expect(bench.last('helperNamed').data).toEqual({ helper: { name: '王某', kind: '代办' }, reason: '李某调岗' });
    expect(codeOf(bench.command(day, applicant, remove))).toBe('done');
    expect(bench.state.helper).toBeNull();
    expect(bench.next()).toBe(due);
  });

  it('what changes nothing is told so', () => {
    const bench = begun();
    expect(codeOf(bench.command(day, applicant, remove))).toBe('helper-unchanged');
    bench.command(day, applicant, name('李某'));
    expect(codeOf(bench.command(day, applicant, name('李某')))).toBe('helper-unchanged');
    expect(codeOf(bench.command(day, applicant, name('李某', '代办')))).toBe('done');
  });

  it.each(['hunan', 'xiangzhou', 'dalian'])('%s names helpers', (region) => {
    expect(codeOf(begun(region).command(day, applicant, name('李某')))).toBe('done');
  });

  it('not where assistance is commissioned', () => {
    expect(begun('jiangcheng').command(day, applicant, name('李某'))).toMatchObject({
      problem: { code: 'no-helper-here', detail: expect.stringContaining('协办专窗') },
    });
    expect(codeOf(begun('jiangcheng').command(day, applicant, remove))).toBe('no-helper-here');
  });

  it('also while some items are accepted already and others are not', () => {
    const bench = filing({ region: 'hunan', items: ['I46', 'I40'] });
    bench.command(day, handler('housing'), accept('I46'));
    expect(codeOf(bench.command(day, applicant, name('李某')))).toBe('done');
  });

  it('not any more once the application is over', () => {
    const bench = begun();
    bench.command(day, applicant, withdraw());
    expect(codeOf(bench.command(day, applicant, name('李某')))).toBe('application-withdrawn');
    expect(answerOf(bench.closed, 'nameHelper')?.code).toBe('application-withdrawn');
  });
});

describe('with the stage', () => {
  const begun = (region = 'hunan'): StageBench => {
    const bench = stageOf(region, ['I46']);
    bench.event(accepted('I46'));
    bench.event(concluded('I46'));
    return bench;
  };

  it('goes on as before; who helped at the filing is not known here', () => {
    const bench = begun();
    expect(codeOf(bench.command(local('2026-09-21 10:00'), applicant, remove))).toBe('done');
    expect(codeOf(bench.command(local('2026-09-21 10:00'), applicant, remove))).toBe('helper-unchanged');
    expect(codeOf(bench.command(local('2026-09-21 10:00'), applicant, name('李某')))).toBe('done');
    expect(codeOf(bench.command(local('2026-09-21 10:00'), applicant, name('李某')))).toBe('helper-unchanged');
    expect(bench.types().filter((type) => type.startsWith('helper'))).toEqual(['helperRemoved', 'helperNamed']);
    expect(bench.closed).toBeUndefined();
  });

  it('ends with the stage', () => {
    const bench = begun();
    bench.event(closed('I46'));
    expect(codeOf(bench.command(local('2026-09-23 10:00'), applicant, name('李某')))).toBe('stage-completed');
  });
});
