/** A calendar version comes into force while an application runs (docs/architecture.md), and facts of a newer release. */
import { describe, expect, it } from '@jest/globals';
import { accept, online, window } from './application-bench.ts';
import { amended, handler, local } from './cases.ts';

const at = local;
const noon = at('2026-09-19 12:00');
const later = amended(2, '2026-09-20', false, noon);

describe('a day off added', () => {
  it('moves every open deadline, each once, with both dates', () => {
    const bench = online(['I46', 'I40']);
    const { facts } = bench.amend(later, noon);
    expect(facts.map(({ type }) => type)).toEqual([
      'calendarAdopted',
      'deadlineRetimed',
      'deadlineRetimed',
      'deadlineRetimed',
    ]);
    expect(bench.last('deadlineRetimed').data).toMatchObject({
      key: 'answer:I40:1',
      from: { dueAt: at('2026-09-20 17:30'), calendarVersion: 1 },
      to: { dueAt: at('2026-09-21 17:30'), calendarVersion: 2 },
    });
    expect(bench.state.statutory.dueAt).toBe(at('2026-09-28 17:30'));
    expect(bench.state.calendar.version).toBe(2);
    expect(bench.next()).toBe(at('2026-09-21 17:30'));
  });

  it('is idempotent', () => {
    const bench = online(['I46', 'I40']);
    bench.amend(later, noon);
    expect(bench.amend(later, noon).facts.map(({ type }) => type)).toEqual(['calendarAdopted']);
  });

  it('leaves what is answered, and what had run out, as it is', () => {
    const bench = online(['I46', 'I40']);
    bench.command(at('2026-09-18 11:00'), handler('housing'), accept('I46'));
    const inForce = at('2026-09-20 17:30');
    const { facts } = bench.amend(amended(2, '2026-09-20', false, inForce), inForce);
    expect(facts.filter(({ type }) => type === 'itemAccepted')).toEqual([]);
    expect(bench.last('itemAccepted').data).toMatchObject({ itemCode: 'I40', deemed: true, acceptedOn: '2026-09-20' });
  });

  it('counts the window check anew', () => {
    const bench = window();
    bench.amend(later, noon);
    expect(bench.next()).toBe(at('2026-09-28 17:30'));
  });

  it('binds rounds that begin under it', () => {
    const bench = online(['I40']);
    bench.amend(later, noon);
    bench.command(at('2026-09-20 10:00'), handler('urban-management'), {
      kind: 'return',
      body: { itemCode: 'I40', reason: '不属于本单位', suggestedDepartment: 'water' },
    });
    expect(bench.last('itemPushed').data.deadline).toMatchObject({ calendarVersion: 2, dueAt: at('2026-09-21 17:30') });
  });
});

describe('a working day added', () => {
  const evening = at('2026-09-20 18:00');
  const earlier = amended(2, '2026-09-19', true, evening);

  it('moves a due date earlier, never before its own instant', () => {
    const bench = online(['I40'], at('2026-09-18 10:00'));
    bench.command(at('2026-09-20 17:00'), handler('urban-management'), {
      kind: 'return',
      body: { itemCode: 'I40', reason: '不属于本单位', suggestedDepartment: 'water' },
    });
    bench.amend(amended(2, '2026-09-19', true, evening), evening);
    expect(bench.state.statutory.dueAt).toBe(at('2026-09-23 17:30'));
    expect(bench.next()).toBe(at('2026-09-21 17:30'));
  });

  it('lets what would have ended before end at that instant, on that day', () => {
    const bench = online(['I40'], at('2026-09-18 18:00'));
    const inForce = at('2026-09-20 11:00');
    bench.amend({ ...earlier, changes: [{ ...saturday, inForceAt: inForce }] }, inForce);
    expect(bench.last('deadlineRetimed').data.to).toMatchObject({ dueAt: inForce, dueDate: '2026-09-20' });
    bench.advance(inForce);
    expect(bench.last('itemAccepted')).toMatchObject({ at: inForce, data: { deemed: true, acceptedOn: '2026-09-20' } });
  });
});

const saturday = { date: '2026-09-19', working: true, reason: '调休', source: '市政府通告' };

it('a fact that this release does not know changes nothing', () => {
  const { state, machine } = online();
  const unknown = { type: 'somethingNewer', at: noon, actor: handler('housing'), basis: [], data: {} };
  expect(machine.apply(state, unknown)).toBe(state);
});
