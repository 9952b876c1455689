/** Withdrawal after acceptance: what is not decided ends with it, what is decided stays. */
import { describe, expect, it } from '@jest/globals';
import { answerOf, codeOf } from './bench.ts';
import { applicant, local } from './cases.ts';
import { accepted, closed, concluded, type StageBench, stageOf, waiting } from './stage-bench.ts';

const day = local('2026-09-21 10:00');
const withdraw = { kind: 'withdraw', body: { reason: '方案调整' } } as const;

function two(): StageBench {
  const bench = stageOf('jiangcheng', ['I29', 'I39']);
  for (const event of [accepted('I29', 'transport'), accepted('I39', 'urban-management'), concluded('I29', 'I39')])
    bench.event(event);
  return bench;
}

describe('an applicant who withdraws', () => {
  it('withdraws every item that is not decided', () => {
    const bench = two();
    bench.event(closed('I29', 'granted', local('2026-09-21 09:00')));
    expect(bench.command(day, applicant, withdraw)).toMatchObject({ data: { facts: ['stageWithdrawn'] } });
    expect(bench.last('stageWithdrawn')).toMatchObject({
      at: day,
      actor: applicant,
      data: { items: ['I39'], reason: '方案调整' },
    });
    expect(bench.machine.view(bench.state).state).toBe('已撤回');
    expect(bench.machine.finished(bench.state)).toBe(false);
    bench.event(closed('I39', 'withdrawn', day));
    expect(bench.machine.finished(bench.state)).toBe(true);
    expect(bench.types()).not.toContain('stageCompleted');
    expect(answerOf(bench.closed, 'withdraw')).toMatchObject({ code: 'application-withdrawn' });
  });

  it('withdraws once', () => {
    const bench = two();
    bench.command(day, applicant, withdraw);
    expect(codeOf(bench.command(day, applicant, withdraw))).toBe('application-withdrawn');
    expect(bench.types().filter((type) => type === 'stageWithdrawn')).toHaveLength(1);
  });

  it('comes too late where everything is decided', () => {
    const bench = two();
    bench.event(closed('I29', 'granted', local('2026-09-21 09:00')));
    bench.event(closed('I39', 'denied', local('2026-09-21 09:30')));
    expect(codeOf(bench.command(day, applicant, withdraw))).toBe('stage-completed');
  });

  it('takes with it what waits, which is then not accepted (policy 1.8-12)', () => {
    const bench = stageOf('jiangcheng', ['I38', 'I41']);
    bench.event(accepted('I38', 'urban-management'));
    bench.event(waiting(bench, 'I41'));
    bench.event(concluded('I38', 'I41'));
    bench.command(day, applicant, withdraw);
    expect(bench.last('itemAcceptanceRefused').data).toMatchObject({
      itemCode: 'I41',
      reason: expect.stringContaining('(I38)已撤回'),
    });
    bench.event(closed('I38', 'withdrawn', day));
    expect(bench.machine.finished(bench.state)).toBe(true);
  });

  it('while acceptance goes on: what is accepted meanwhile is withdrawn at once', () => {
    const bench = stageOf('hunan', ['I46', 'I40', 'I41', 'I38']);
    bench.event(accepted('I46', 'housing', local('2026-09-18 12:00')));
    const early = local('2026-09-18 14:00');
    expect(codeOf(bench.command(early, applicant, withdraw))).toBe('done');
    bench.event(accepted('I40', 'urban-management', local('2026-09-18 14:01')));
    expect(bench.last('itemWithdrawn')).toMatchObject({
      at: local('2026-09-18 14:01'),
      actor: applicant,
      data: { itemCode: 'I40', department: 'urban-management' },
    });
    bench.event(waiting(bench, 'I41', local('2026-09-18 14:02')));
    expect(bench.last('itemAcceptanceRefused').data.reason).toContain('(I38)已撤回');
    bench.event(closed('I46', 'withdrawn', early));
    expect(bench.machine.finished(bench.state)).toBe(false);
    bench.event(concluded('I46', 'I40', 'I41'));
    expect(bench.machine.finished(bench.state)).toBe(true);
    expect(bench.types().filter((type) => type === 'itemOpened')).toHaveLength(1);
  });
});

it('an item that waits, and of which the stage hears only after the withdrawal, ends with it and not before', () => {
  const bench = stageOf('jiangcheng', ['I38', 'I41']);
  bench.event(accepted('I38', 'urban-management'));
  bench.event(closed('I38', 'granted', local('2026-09-18 13:00')));
  bench.command(local('2026-09-18 15:00'), applicant, withdraw);
  bench.event(waiting(bench, 'I41', local('2026-09-18 14:00')));
  expect(bench.last('itemAcceptanceRefused')).toMatchObject({
    at: local('2026-09-18 15:00'),
    data: { itemCode: 'I41', reason: '申请已撤回' },
  });
});
