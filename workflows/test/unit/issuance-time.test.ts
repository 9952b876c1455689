/** The two periods of a result: to the window, and to the applicant. */
import { describe, expect, it } from '@jest/globals';
import { deadline } from '@yichuang/kernel';
import { calendarOf } from '../../src/lib/machine.ts';
import { codeOf } from './bench.ts';
import { amended, local as at, calendar, clerk } from './cases.ts';
import { byApplicant, granted, handOver, rejecting, unit } from './issuance-bench.ts';

/** The item's limit of so many working days from a day. */
const limitFrom = (start: string, amount: number) =>
  deadline({
    key: 'due:I39',
    start: at(`${start} 00:00`),
    period: { amount, unit: 'workingDay', dayEnd: 'office', basis: ['办事指南'] },
    calendar: calendarOf(calendar, 'jiangcheng'),
  });

describe('the hand-over period', () => {
  it('is one working day after the decision, that day not counted', () => {
    const { handover } = granted().last('issuanceOpened').data;
    expect(handover).toMatchObject({
      key: 'handover:I39',
      dueAt: at('2026-11-17 17:30'),
      basis: ['000 二(3)1', 'default'],
    });
  });

  it.each([
    ['on the day of the decision', '2026-11-02', 10, '2026-11-16 17:30'],
    ['on the day after it', '2026-11-03', 10, '2026-11-17 17:30'],
    ['later', '2026-11-10', 10, '2026-11-17 17:30'],
    ['before it: it cannot be kept any more', '2026-11-02', 3, '2026-11-17 17:30'],
  ])('policy 1.8-17: with an item limit that ends %s', (_, start, amount, due) => {
    const bench = granted({ limit: limitFrom(start, amount) });
    expect(bench.last('issuanceOpened').data.handover.dueAt).toBe(at(due));
    expect(bench.next()).toBe(at(due));
  });

  it('running out leaves a fact, once, and the result may still be handed over', () => {
    const bench = granted().advance(at('2026-11-18 10:00'));
    expect(bench.types()).toEqual(['issuanceOpened', 'handoverOverdue']);
    expect(bench.last('handoverOverdue')).toMatchObject({
      at: at('2026-11-17 17:30'),
      data: { itemCode: 'I39', department: 'urban-management' },
    });
    expect(codeOf(bench.command(at('2026-11-18 10:00'), unit, handOver()))).toBe('done');
    expect(bench.state.handoverOverdue).toBe(true);
  });

  it.each([
    ['2026-11-17 17:29', false],
    ['2026-11-17 17:30', true],
  ])('a hand-over at %s is late: %s', (when, late) => {
    const bench = granted();
    bench.command(at(when), unit, handOver());
    expect(bench.types().includes('handoverOverdue')).toBe(late);
  });

  it('goes on after a rejection; ends with a hand-over that is only in dispute', () => {
    const other = handOver({ subject: { projectName: '另一项目' } });
    for (const [bench, runs] of [
      [granted({ slice: rejecting }), true],
      [granted(), false],
    ] as const) {
      bench.command(at('2026-11-16 11:00'), unit, other);
      bench.advance(at('2026-11-17 17:30'));
      expect(bench.types().includes('handoverOverdue')).toBe(runs);
    }
  });
});

describe('the delivery period', () => {
  it.each([
    ['jiangcheng', '2026-11-16 10:00', '2026-11-30'],
    ['hunan', '2026-09-18 10:00', '2026-10-09'],
    ['hunan', '2026-02-12 10:00', '2026-03-04'],
  ])('行政许可法 44: in %s a decision of %s is served by %s', (region, decided, due) => {
    const { delivery } = granted({ region, at: at(decided) }).last('issuanceOpened').data;
    expect(delivery).toMatchObject({ amount: 10, dueDate: due, dueAt: at(`${due} 17:30`), basis: ['行政许可法 44'] });
  });

  it('running out leaves a fact, once, and the result may still be collected', () => {
    const bench = granted();
    bench.command(at('2026-11-16 11:00'), unit, handOver());
    bench.advance(at('2026-12-15 10:00'));
    expect(bench.types().filter((type) => type.endsWith('Overdue'))).toEqual(['deliveryOverdue']);
    expect(bench.last('deliveryOverdue').at).toBe(at('2026-11-30 17:30'));
    expect(codeOf(bench.command(at('2026-12-15 10:00'), clerk, byApplicant))).toBe('done');
  });

  it('runs while the department keeps the result: both periods run out, each at its instant', () => {
    const bench = granted().advance(at('2026-12-15 10:00'));
    expect(bench.facts.slice(1).map(({ type, at }) => [type, at])).toEqual([
      ['handoverOverdue', at('2026-11-17 17:30')],
      ['deliveryOverdue', at('2026-11-30 17:30')],
    ]);
  });
});

describe('a calendar version', () => {
  const inForce = at('2026-11-16 12:00');
  const dayOff = amended(2, '2026-11-17', false, inForce);

  it('moves both periods, once', () => {
    const bench = granted();
    const moved = bench.amend(dayOff, inForce).facts;
    expect(moved.map(({ type }) => type)).toEqual(['calendarAdopted', 'deadlineRetimed', 'deadlineRetimed']);
    expect(bench.state.handover?.dueAt).toBe(at('2026-11-18 17:30'));
    expect(bench.state.delivery?.dueAt).toBe(at('2026-12-01 17:30'));
    expect(bench.amend(dayOff, inForce).facts.map(({ type }) => type)).toEqual(['calendarAdopted']);
  });

  it('of another region only does not concern it: what is open says where it counts', () => {
    const { machine, state } = granted();
    expect(machine.open(state)).toMatchObject({ region: 'jiangcheng', deadlines: [state.handover, state.delivery] });
  });

  it('moves the earlier of the two limits of a hand-over, whichever it is then', () => {
    const bench = granted({ limit: limitFrom('2026-11-03', 10) });
    bench.amend(amended(2, '2026-11-14', true, inForce), inForce);
    // A working Saturday before it: the item's limit now ends on the day of the decision.
    expect(bench.state.handover).toMatchObject({ key: 'handover:I39', dueAt: at('2026-11-16 17:30') });
    bench.amend({ ...amended(3, '2026-11-14', false, at('2026-11-16 13:00')) }, at('2026-11-16 13:00'));
    expect(bench.state.handover?.dueAt).toBe(at('2026-11-17 17:30'));
  });

  it('does not touch what has run out or is done', () => {
    const bench = granted();
    bench.command(at('2026-11-16 11:00'), unit, handOver());
    bench.amend(dayOff, inForce);
    expect(bench.state.handover?.dueAt).toBe(at('2026-11-17 17:30'));
    expect(bench.state.delivery?.dueAt).toBe(at('2026-12-01 17:30'));
  });
});
