/** The periods of a correction: 15 working days to 24:00 for the applicant, five anew for the authority, and amendments between. */
import { describe, expect, it } from '@jest/globals';
import type { ApplicationBench } from './application-bench.ts';
import { codeOf } from './bench.ts';
import { amended, applicant, clerk, local } from './cases.ts';
import { bring, documents, filing, monday, tell } from './correction-bench.ts';

const at = local;

const told = (): ApplicationBench => {
  const bench = filing('jiangcheng');
  bench.command(monday, clerk, tell());
  return bench;
};

const keys = ({ machine, state }: ApplicationBench): string[] => machine.open(state).deadlines.map(({ key }) => key);

describe('the applicant’s time', () => {
  it('is the only period that runs', () => {
    expect(keys(told())).toEqual(['correction:1']);
    expect(told().next()).toBe(at('2026-12-08 00:00'));
  });

  it('lasts to 24:00 of the fifteenth working day', () => {
    expect(codeOf(told().command(at('2026-12-07 23:59'), applicant, bring(['合同'])))).toBe('done');
    expect(told().command(at('2026-12-08 00:00'), applicant, bring(['合同']))).toMatchObject({
      problem: { code: 'correction-lapsed', title: '补正已逾期' },
    });
  });

  it('ends the application, with a document that says what was missing', () => {
    const bench = filing('jiangcheng');
    bench.command(monday, clerk, tell({ materials: ['合同', '消纳场证明'] }));
    bench.command(at('2026-11-20 10:00'), applicant, bring(['合同']));
    bench.advance(at('2026-12-08 00:00'));
    expect(bench.types().slice(-3)).toEqual(['correctionLapsed', 'documentIssued', 'acceptanceConcluded']);
    expect(bench.types()).not.toContain('itemAccepted');
    expect(bench.last('correctionLapsed').data).toEqual({
      n: 1,
      itemCodes: ['I39'],
      dueAt: at('2026-12-08 00:00'),
      missing: ['消纳场证明'],
    });
    expect(documents(bench).at(-1)).toBe('补正逾期终止通知');
    expect(bench.machine.finished(bench.state)).toBe(true);
  });
});

describe('the five days', () => {
  it('stand still, however long the correction takes, and begin anew with it', () => {
    const bench = told();
    bench.command(at('2026-12-07 23:59'), applicant, bring(['合同']));
    expect(keys(bench)).toEqual(['statutory']);
    expect(bench.next()).toBe(at('2026-12-14 17:30'));
    bench.advance(at('2026-12-14 17:30'));
    expect(bench.last('applicationAccepted').data).toMatchObject({ deemed: true, acceptedOn: '2026-12-07' });
  });

  it('begin anew from a correction on a day off with that day (1.7-7)', () => {
    const bench = told();
    bench.command(at('2026-11-21 12:00'), applicant, bring(['合同']));
    expect(bench.next()).toBe(at('2026-11-27 17:30'));
  });
});

describe('a calendar version', () => {
  it('moves the applicant’s time, and nothing that stands still', () => {
    const bench = told();
    const { facts } = bench.amend(amended(2, '2026-11-18', false, at('2026-11-17 09:00')), at('2026-11-17 09:00'));
    expect(facts.map((fact) => (fact.type === 'deadlineRetimed' ? fact.data.key : fact.type))).toEqual([
      'calendarAdopted',
      'correction:1',
    ]);
    expect(bench.next()).toBe(at('2026-12-09 00:00'));
    bench.command(at('2026-12-08 12:00'), applicant, bring(['合同']));
    expect(bench.types()).toContain('correctionCompleted');
  });

  it('counts for the five days that begin under it', () => {
    const bench = told();
    bench.amend(amended(2, '2026-11-20', false, at('2026-11-17 09:00')), at('2026-11-17 09:00'));
    bench.command(at('2026-11-18 20:00'), applicant, bring(['合同']));
    expect(bench.next()).toBe(at('2026-11-26 17:30'));
  });

  it('moves the five days that have begun anew', () => {
    const bench = told();
    bench.command(at('2026-11-18 20:00'), applicant, bring(['合同']));
    bench.amend(amended(2, '2026-11-20', false, at('2026-11-19 09:00')), at('2026-11-19 09:00'));
    expect(bench.next()).toBe(at('2026-11-26 17:30'));
  });

  it('that shortens the applicant’s time ends it no earlier than it is in force', () => {
    const bench = told();
    const inForce = at('2026-12-07 23:30');
    bench.amend(amended(2, '2026-11-21', true, inForce), inForce);
    expect(bench.next()).toBe(inForce);
    bench.advance(inForce);
    expect(bench.last('correctionLapsed')).toMatchObject({ at: inForce });
  });

  it('moves the five days of an item that each department answers by itself', () => {
    const bench = filing('hunan', 'online', ['I40']);
    const urban = { id: 'h', name: 'h', role: 'handler' as const, departmentId: 'urban-management' };
    bench.command(monday, urban, tell({ itemCode: 'I40', materials: ['排水方案'] }));
    bench.command(at('2026-11-18 20:00'), applicant, bring(['排水方案']));
    expect(keys(bench)).toEqual(['statutory', 'statutory:1', 'answer:I40:2']);
    const noon = at('2026-11-19 12:00');
    bench.amend(amended(2, '2026-11-20', false, noon), noon);
    bench.command(at('2026-11-19 13:00'), urban, {
      kind: 'return',
      body: { itemCode: 'I40', reason: '不属于本单位', suggestedDepartment: 'water' },
    });
    expect(bench.last('itemPushed').data.deadline.dueAt).toBe(at('2026-11-23 17:30'));
    bench.advance(at('2026-11-23 17:30'));
    expect(bench.state.concluded).toBe(true);
  });
});
