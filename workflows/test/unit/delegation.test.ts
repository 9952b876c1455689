/** Delegations: what the window's staff may decide in a unit's name, from when to when, and what ends it. */
import { describe, expect, it } from '@jest/globals';
import type { DelegationData, DelegationFact, Mandate } from '@yichuang/contracts';
import type { DelegationCommand, DelegationEvent } from '../../src/delegation/messages.ts';
import { type DelegationState, initialDelegation } from '../../src/delegation/model.ts';
import { delegationMachine } from '../../src/delegation/state.ts';
import { answerOf, Bench, codeOf } from './bench.ts';
import { calendar, clerk, friday, handler, local, supervisor } from './cases.ts';
import { underReview } from './item-bench.ts';

const basis = ['000 二(二)3', '住建授〔2026〕1号'];
const mandate: Mandate = {
  delegationNo: 'DLG-20260918-000001',
  region: 'jiangcheng',
  department: 'housing',
  items: ['I46'],
  from: friday,
  to: local('2026-09-21 17:30'),
  basis,
};
const granted: DelegationData = { ...mandate, person: { id: clerk.id, name: clerk.name } };
const lead = { ...handler('housing'), role: 'lead' } as const;
const revoke = (reason: string) => ({ kind: 'revoke', body: { reason } }) as const;

function register(): Bench<DelegationState, DelegationCommand, DelegationEvent, DelegationFact> {
  const base = { caseNo: mandate.delegationNo, realm: 'live', at: friday, clockOffsetMs: 0, calendar, facts: [] };
  const state = initialDelegation({ ...base, granted, departmentName: '住建' });
  return new Bench(delegationMachine, state, friday);
}

describe('an entry of the register', () => {
  it('expires at its instant, as an event, and cannot be revoked then', () => {
    const one = register().advance(mandate.to);
    expect(one.last('delegationExpired')).toMatchObject({ at: mandate.to, basis });
    expect(one.machine.finished(one.state)).toBe(true);
    expect(codeOf(one.command(mandate.to, lead, revoke('调岗')))).toBe('delegation-ended');
    expect(answerOf(one.closed, 'revoke')).toMatchObject({ code: 'delegation-ended', clause: basis.join(';') });
  });

  it('is revoked by its unit or a supervisor, with a reason, once', () => {
    const one = register();
    expect(codeOf(one.command(friday, lead, revoke(' ')))).toBe('reason-missing');
    expect(codeOf(one.command(friday, { ...handler('water'), role: 'lead' }, revoke('调岗')))).toBe(
      'not-your-delegation',
    );
    expect(codeOf(one.command(friday, lead, revoke('调岗')))).toBe('done');
    expect(one.last('delegationRevoked')).toMatchObject({ actor: lead, data: { reason: '调岗' } });
    expect(codeOf(one.late(friday, supervisor, revoke('调岗')))).toBe('delegation-ended');
    expect(one.advance(mandate.to).types()).toEqual(['delegationRevoked']);
  });
});

describe('a decision in the name of the unit', () => {
  const grant = { kind: 'grant', body: { result: {} } } as const;
  const decided = (change: Partial<Mandate>, at = '2026-09-21 17:29', act: { kind: 'grant' | 'extend' } = grant) => {
    const one = underReview('jiangcheng', 'I46', '2026-09-18 10:00');
    const actor = { ...clerk, mandate: { ...mandate, ...change } };
    const body = act.kind === 'extend' ? { days: 1, approver: '负责人', reason: '复杂' } : { result: {} };
    const outcome = one.command(local(at), actor, act.kind === 'extend' ? { kind: 'extend', body } : { ...grant });
    return { one, outcome };
  };

  it('stands, and the trail says under what', () => {
    const { one, outcome } = decided({});
    expect(codeOf(outcome)).toBe('done');
    expect(one.last('itemGranted').actor).toMatchObject({
      id: clerk.id,
      mandate: { delegationNo: mandate.delegationNo },
    });
  });

  it.each([
    ['at the instant it ends', {}, '2026-09-21 17:30', '到期'],
    [
      'before it begins',
      { from: local('2026-09-22 09:00'), to: local('2026-09-30 17:30') },
      '2026-09-21 17:29',
      '起生效',
    ],
    ['after its revocation', { revokedAt: local('2026-09-21 09:00') }, '2026-09-21 17:29', '收回'],
  ])('is refused %s, with the clause', (_, change, at, why) => {
    const { outcome } = decided(change, at);
    expect(outcome).toMatchObject({
      status: 'refused',
      problem: { code: 'mandate-not-in-force', detail: expect.stringContaining(why), clause: basis.join(';') },
    });
  });

  it.each([
    ['of another item', { items: ['I29'] }],
    ['of another unit', { department: 'water' }],
    ['in another region', { region: 'hunan' }],
  ])('is refused %s', (_, change) => {
    expect(codeOf(decided(change).outcome)).toBe('outside-mandate');
  });

  it('is all that can be entrusted', () => {
    expect(codeOf(decided({}, '2026-09-21 17:29', { kind: 'extend' }).outcome)).toBe('outside-mandate');
  });

  it('counts what was revoked later as in force before', () => {
    expect(codeOf(decided({ revokedAt: local('2026-09-21 17:30') }).outcome)).toBe('done');
  });
});
