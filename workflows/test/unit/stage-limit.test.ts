/** The limit of joint handling (行政许可法 42¶2, 45; policy 1.8-21). */
import { describe, expect, it } from '@jest/globals';
import type { Actor } from '@yichuang/contracts';
import type { StageEvent } from '../../src/stage-approval/messages.ts';
import { codeOf } from './bench.ts';
import { amended, applicant, coordinator, handler, local } from './cases.ts';
import { accepted, closed, concluded, type StageBench, stageOf } from './stage-bench.ts';

const day = local('2026-09-21 10:00');
const government = '本级人民政府负责人';
const extend = (days = 15, approver = government, reason = '涉及部门较多') =>
  ({ kind: 'extend', body: { days, approver, reason } }) as const;
const special = (
  type: 'specialProcedureStarted' | 'specialProcedureEnded',
  itemCode: string,
  at: string,
): StageEvent => ({
  id: `${type}/${itemCode}/${at}`,
  type,
  at: local(at),
  data: { itemCode },
});

function stage(): StageBench {
  const bench = stageOf('hunan', ['I29', 'I39']);
  bench.event(accepted('I29', 'transport', local('2026-08-03 10:00')));
  bench.event(accepted('I39', 'urban-management', local('2026-08-04 10:00')));
  bench.event(concluded('I29', 'I39'));
  return bench;
}

const dueDate = (bench: StageBench): string | undefined => bench.state.limit?.dueDate;

describe('the joint limit', () => {
  it('is 45 working days over all items, from the first acceptance', () => {
    const bench = stage();
    // Test vector 13 of the law: a Saturday on which people work.
    expect(dueDate(bench)).toBe('2026-10-10');
    expect(bench.state.limit?.basis).toEqual(['行政许可法 42¶2']);
    expect(bench.next()).toBeUndefined();
    expect(bench.machine.open(bench.state).deadlines.map(({ key }) => key)).toEqual(['stage']);
    expect(bench.machine.view(bench.state).due[0]).toContain('联合办理至 2026-10-10 17:30');
  });

  it('moves with the calendar, and is nothing to move when the stage is over', () => {
    const bench = stage();
    bench.amend(amended(2, '2026-10-10', false, day), day);
    expect(dueDate(bench)).toBe('2026-10-12');
    bench.event(closed('I29'));
    bench.event(closed('I39'));
    expect(bench.machine.open(bench.state).deadlines).toEqual([]);
  });

  it('stands still from the first special procedure to the end of the last', () => {
    const bench = stage();
    bench.event(special('specialProcedureStarted', 'I29', '2026-08-10 10:00'));
    bench.event(special('specialProcedureStarted', 'I39', '2026-08-11 10:00'));
    bench.event(special('specialProcedureStarted', 'I39', '2026-08-11 11:00'));
    bench.event(special('specialProcedureEnded', 'I29', '2026-08-12 10:00'));
    expect(bench.state.limit?.pauses).toHaveLength(1);
    expect(bench.state.limit?.pauses[0]).not.toHaveProperty('end');
    bench.event(special('specialProcedureEnded', 'I39', '2026-08-14 10:00'));
    bench.event(special('specialProcedureEnded', 'I39', '2026-08-14 11:00'));
    expect(bench.state.limit?.pauses).toMatchObject([{ start: '2026-08-10', end: '2026-08-14' }]);
    expect(dueDate(bench)).toBe('2026-10-15');
  });
});

describe('its extension', () => {
  it('is told to the applicant with its reason; the limits of the items stay', () => {
    const bench = stage();
    expect(bench.command(day, coordinator, extend())).toMatchObject({ data: { facts: ['stageExtended'] } });
    expect(bench.last('stageExtended').data).toMatchObject({
      leadDepartment: 'housing',
      days: 15,
      approver: government,
      from: { dueDate: '2026-10-10' },
      to: { dueDate: '2026-10-30' },
    });
    const document = bench.last('documentIssued').data;
    expect(document).toMatchObject({ kind: 'extension', name: '延期告知书', issuer: '住建' });
    expect(document.lines.join('\n')).toContain('延长的理由:涉及部门较多');
    expect(codeOf(bench.command(day, coordinator, extend()))).toBe('extended-already');
  });

  it.each<[string, Actor, ReturnType<typeof extend>, string]>([
    ['by another department', { ...handler('transport'), role: 'lead' }, extend(), 'not-the-lead'],
    ['without the government', coordinator, extend(15, '本行政机关负责人'), 'wrong-approver'],
    ['by more than the law allows', coordinator, extend(16), 'extension-too-long'],
    ['without a reason', coordinator, extend(15, government, ' '), 'reason-missing'],
  ])('is refused %s', (_, actor, sent, code) => {
    const bench = stage();
    expect(codeOf(bench.command(day, actor, sent))).toBe(code);
    expect(dueDate(bench)).toBe('2026-10-10');
  });

  it('comes too late at the due instant, but not while the limit stands still', () => {
    const late = stage();
    expect(codeOf(late.command(local('2026-10-10 17:30'), coordinator, extend()))).toBe('no-running-limit');
    const still = stage();
    still.event(special('specialProcedureStarted', 'I29', '2026-10-09 10:00'));
    expect(codeOf(still.command(local('2026-10-20 10:00'), coordinator, extend()))).toBe('done');
  });

  it('has nothing to extend before anything is accepted, or after a withdrawal', () => {
    expect(codeOf(stageOf('hunan', ['I29']).command(day, coordinator, extend()))).toBe('no-running-limit');
    const bench = stage();
    bench.command(day, applicant, { kind: 'withdraw', body: {} });
    expect(codeOf(bench.command(day, coordinator, extend()))).toBe('application-withdrawn');
  });
});
