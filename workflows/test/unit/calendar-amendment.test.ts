/** An amendment of the calendar: proposed by one person, decided by another, once. */
import { describe, expect, it } from '@jest/globals';
import type { AmendmentFact } from '@yichuang/contracts';
import type { AmendmentCommand, AmendmentEvent } from '../../src/calendar-amendment/messages.ts';
import { type AmendmentState, applyToAmendment, initialAmendment } from '../../src/calendar-amendment/model.ts';
import { amendmentMachine } from '../../src/calendar-amendment/state.ts';
import { Bench, codeOf } from './bench.ts';
import { calendar, coordinator, friday, supervisor } from './cases.ts';

const proposed = {
  amendmentNo: 'CAL-20260918-000001',
  reason: '防汛',
  years: [],
  days: [{ date: '2026-09-20', working: false, reason: '防汛', source: '市政府通告' }],
};
const fact: AmendmentFact = { type: 'amendmentProposed', at: friday, actor: coordinator, basis: [], data: proposed };

function bench(): Bench<AmendmentState, AmendmentCommand, AmendmentEvent, AmendmentFact> {
  const input = {
    caseNo: proposed.amendmentNo,
    realm: 'live',
    at: friday,
    clockOffsetMs: 0,
    calendar,
    proposed,
    facts: [],
  };
  return new Bench(amendmentMachine, applyToAmendment(initialAmendment(input), fact), friday);
}

const approve = { kind: 'approve', body: {} } as const;
const reject = (reason: string) => ({ kind: 'reject', body: { reason } }) as const;

describe('an amendment', () => {
  it('is approved by a second person, with all it carries', () => {
    const one = bench();
    expect(codeOf(one.command(friday, coordinator, approve))).toBe('second-person-required');
    expect(codeOf(one.command(friday, supervisor, approve))).toBe('done');
    expect(one.last('amendmentApproved')).toMatchObject({ at: friday, actor: supervisor, data: proposed });
    expect(one.machine.finished(one.state)).toBe(true);
  });

  it('is rejected only with a reason', () => {
    const one = bench();
    expect(codeOf(one.command(friday, supervisor, reject('  ')))).toBe('reason-missing');
    expect(codeOf(one.command(friday, supervisor, reject('通告已撤回')))).toBe('done');
    expect(one.last('amendmentRejected').data).toMatchObject({ reason: '通告已撤回' });
  });

  it('is decided once', () => {
    const one = bench();
    one.command(friday, supervisor, approve);
    expect(codeOf(one.late(friday, supervisor, reject('晚了')))).toBe('amendment-decided');
    expect(one.closed?.default.code).toBe('amendment-decided');
  });

  it('tells the operator what changes and who is waited for', () => {
    const one = bench();
    expect(one.machine.view(one.state)).toMatchObject({
      state: '待批准',
      waiting: [{ who: '批准人' }],
      due: ['2026-09-20 改为休息日(防汛)'],
    });
  });
});
