/** A joint visit (004 二(三)): one, called by the lead department, put down by each department; no clock moves. */
import { describe, expect, it } from '@jest/globals';
import type { Actor } from '@yichuang/contracts';
import { codeOf } from './bench.ts';
import { applicant, coordinator, handler, local } from './cases.ts';
import { accepted, closed, concluded, type StageBench, stageOf } from './stage-bench.ts';

const day = local('2026-09-21 10:00');
const visitAt = local('2026-09-22 14:00');
const call = (items = ['I29', 'I37'], at = visitAt) =>
  ({ kind: 'callSiteVisit', body: { items, visitAt: at } }) as const;
const confirm = (itemCode: string) => ({ kind: 'confirm', body: { itemCode } }) as const;
const record = (itemCode: string, staff = ['张三', '李四'], findings = '与材料一致') =>
  ({ kind: 'record', body: { itemCode, staff, findings } }) as const;
const transport = handler('transport');
const urban = handler('urban-management');

function stage(): StageBench {
  const bench = stageOf('dalian', ['I29', 'I37', 'I39']);
  bench.event(accepted('I29', 'transport'));
  bench.event(accepted('I37', 'urban-management'));
  bench.event(accepted('I39', 'urban-management'));
  bench.event(concluded('I29', 'I37', 'I39'));
  return bench;
}

const called = (): StageBench => {
  const bench = stage();
  bench.command(day, coordinator, call());
  return bench;
};

describe('a joint visit', () => {
  it('is called for several departments at once, and told to the applicant', () => {
    const bench = called();
    expect(bench.last('siteVisitCalled').data).toEqual({
      n: 1,
      visitAt,
      items: [
        { itemCode: 'I29', department: 'transport' },
        { itemCode: 'I37', department: 'urban-management' },
      ],
    });
    const notice = bench.last('documentIssued').data;
    expect(notice).toMatchObject({ kind: 'siteVisitNotice', name: '勘查通知', issuer: '住建' });
    expect(notice.lines.join('\n')).toContain('2026-09-22 14:00');
    expect(notice).not.toHaveProperty('itemCode');
    expect(bench.next()).toBeUndefined();
    const waiting = bench.machine.view(bench.state).waiting.map(({ text }) => text);
    expect(waiting).toContain('交通运输 联合勘查 I29 · 2026-09-22 14:00');
  });

  it.each<[string, Actor, ReturnType<typeof call>, string]>([
    ['by another department', { ...transport, role: 'lead' }, call(), 'not-the-lead'],
    ['for one department', coordinator, call(['I37', 'I39']), 'visit-not-joint'],
    ['for an item twice', coordinator, call(['I29', 'I29']), 'visit-not-joint'],
    ['for an item of no application', coordinator, call(['I29', 'I40']), 'item-not-under-review'],
    ['for a time that has passed', coordinator, call(['I29', 'I37'], day), 'visit-in-the-past'],
  ])('is not called %s', (_, actor, sent, code) => {
    expect(codeOf(stage().command(day, actor, sent))).toBe(code);
  });

  it('is one: no second while the first is open, nor for a decided item', () => {
    const bench = called();
    expect(codeOf(bench.command(day, coordinator, call(['I29', 'I39'])))).toBe('visit-called');
    bench.event(closed('I29', 'granted', day));
    expect(codeOf(bench.command(day, coordinator, call(['I29', 'I39'])))).toBe('item-not-under-review');
    expect(codeOf(bench.command(day, transport, confirm('I29')))).toBe('no-site-visit');
  });

  it('is confirmed and put down by each department for itself', () => {
    const bench = called();
    expect(codeOf(bench.command(day, transport, confirm('I37')))).toBe('not-the-holder');
    expect(codeOf(bench.command(day, transport, confirm('I39')))).toBe('no-site-visit');
    expect(codeOf(bench.command(day, transport, confirm('I29')))).toBe('done');
    expect(codeOf(bench.command(day, transport, confirm('I29')))).toBe('visit-confirmed');
    expect(codeOf(bench.command(day, transport, record('I29')))).toBe('visit-not-yet');
    expect(codeOf(bench.command(visitAt, transport, record('I29', ['张三', '张三'])))).toBe('two-staff-needed');
    expect(codeOf(bench.command(visitAt, transport, record('I29', undefined, ' ')))).toBe('reason-missing');
    expect(codeOf(bench.command(visitAt, transport, record('I29')))).toBe('done');
    expect(bench.last('siteVisited')).toMatchObject({
      at: visitAt,
      actor: transport,
      data: { n: 1, itemCode: 'I29', department: 'transport', staff: ['张三', '李四'], findings: '与材料一致' },
    });
    expect(codeOf(bench.command(visitAt, transport, record('I29')))).toBe('no-site-visit');
    // Without having confirmed, too.
    expect(codeOf(bench.command(visitAt, urban, record('I37')))).toBe('done');
    const again = call(['I29', 'I37'], local('2026-09-23 14:00'));
    expect(codeOf(bench.command(visitAt, coordinator, again))).toBe('done');
    expect(bench.last('siteVisitCalled').data.n).toBe(2);
  });

  it('goes with the item to the unit that takes it over', () => {
    const bench = called();
    const data = { itemCode: 'I29', department: 'ecology' };
    bench.event({ id: 'moved', type: 'itemTransferred', at: day, data });
    expect(codeOf(bench.command(day, handler('ecology'), confirm('I29')))).toBe('done');
  });

  it('ends with a withdrawal', () => {
    const bench = called();
    bench.command(day, applicant, { kind: 'withdraw', body: {} });
    expect(codeOf(bench.command(day, transport, confirm('I29')))).toBe('application-withdrawn');
  });
});
