/** Review of one accepted item. */
import { describe, expect, it } from '@jest/globals';
import type { ItemCommand, ItemEvent } from '../../src/item-review/messages.ts';
import { itemMachine } from '../../src/item-review/state.ts';
import { answerOf, Bench, codeOf } from './bench.ts';
import { amended, applicant, handler, local, supervisor } from './cases.ts';
import { type ItemBench, underReview } from './item-bench.ts';

const at = local;
const housing = handler('housing');
const grant = { kind: 'grant', body: { result: { documentNo: '湘建施〔2026〕1号' } } } as const;
const deny = (reasons = ['不符合规划条件']): Pick<ItemCommand, 'kind' | 'body'> => ({
  kind: 'deny',
  body: { reasons },
});

/** I46, accepted on Friday 18 September, promised in 3 working days: due on the 22nd. */
const review = (): ItemBench => underReview('hunan', 'I46', '2026-09-18 11:00');

describe('the start', () => {
  it('counts the promised limit from acceptance, that day not counted', () => {
    const bench = review();
    expect(bench.last('reviewStarted').data).toMatchObject({
      itemCode: 'I46',
      department: 'housing',
      acceptedOn: '2026-09-18',
      deadline: { key: 'due:I46', dueDate: '2026-09-22', dueAt: at('2026-09-22 17:30') },
    });
    expect(bench.next()).toBe(at('2026-09-22 17:30'));
  });

  it('has no due date where neither promise nor law sets one', () => {
    const bench = review();
    const bare = { ...bench.initial, item: { ...bench.initial.item, promised: null, statutory: null } };
    const open = new Bench(itemMachine, bare, at('2026-09-18 11:00'));
    expect(open.last('reviewStarted').data).not.toHaveProperty('deadline');
    expect(open.next()).toBeUndefined();
    expect(codeOf(open.command(at('2027-01-04 10:00'), housing, grant))).toBe('done');
  });
});

describe('a decision', () => {
  it.each([
    ['grant', grant, 'itemGranted', 'granted'],
    ['deny', deny(), 'itemDenied', 'denied'],
  ] as const)('%s ends the review', (_, sent, type, result) => {
    const bench = review();
    const instant = at('2026-09-21 10:00');
    expect(bench.command(instant, housing, sent)).toEqual({ status: 'done', data: { facts: [type] } });
    expect(bench.last(type)).toMatchObject({ at: instant, actor: housing });
    expect(bench.state.decided).toMatchObject({ result, at: instant });
    expect(bench.machine.finished(bench.state)).toBe(true);
    expect(bench.next()).toBeUndefined();
    expect(answerOf(bench.closed, 'deny', 'I46')).toMatchObject({ code: 'item-decided', title: '该事项已办结' });
  });

  it('a grant carries the limit inside which its result is to be handed over', () => {
    const bench = review();
    bench.command(at('2026-09-21 10:00'), housing, grant);
    expect(bench.last('itemGranted').data.limit).toEqual(bench.last('reviewStarted').data.deadline);
  });

  it('is the holder’s', () => {
    expect(codeOf(review().command(at('2026-09-21 10:00'), handler('water'), grant))).toBe('not-the-holder');
    expect(codeOf(review().command(at('2026-09-21 10:00'), handler('water'), deny()))).toBe('not-the-holder');
  });

  it.each([[[]], [['']], [['  ', '']]])('deny needs reasons, not %j', (reasons) => {
    expect(codeOf(review().command(at('2026-09-21 10:00'), housing, deny(reasons)))).toBe('reason-missing');
  });

  it('keeps only the reasons that say something', () => {
    const bench = review();
    bench.command(at('2026-09-21 10:00'), housing, deny(['', '缺少资质']));
    expect(bench.last('itemDenied').data.reasons).toEqual(['缺少资质']);
  });

  it.each([
    ['grant', 'deny', grant, deny()],
    ['grant', 'grant', grant, grant],
    ['deny', 'grant', deny(), grant],
    ['deny', 'deny', deny(), deny()],
  ] as const)('is taken once: %s, then %s that was queued behind it', (_, _then, first, second) => {
    const bench = review();
    bench.command(at('2026-09-21 10:00'), housing, first);
    const { length } = bench.facts;
    expect(codeOf(bench.late(at('2026-09-21 10:00'), housing, second))).toBe('item-decided');
    expect(bench.facts).toHaveLength(length);
  });
});

describe('the due date', () => {
  it.each([
    ['2026-09-22 17:29', false],
    ['2026-09-22 17:30', true],
    ['2026-09-23 09:00', true],
  ])('at %s overdue is %s', (when, overdue) => {
    expect(review().advance(at(when)).state.overdue).toBe(overdue);
  });

  it('passing leaves a fact, decides nothing, and comes once', () => {
    const bench = review().advance(at('2026-10-30 12:00'));
    expect(bench.types()).toEqual(['reviewStarted', 'itemOverdue']);
    expect(bench.last('itemOverdue')).toMatchObject({ at: at('2026-09-22 17:30'), data: { itemCode: 'I46' } });
    expect(codeOf(bench.command(at('2026-10-30 13:00'), housing, grant))).toBe('done');
  });

  it('a decision at the due instant finds the item overdue', () => {
    const bench = review();
    bench.command(at('2026-09-22 17:30'), housing, grant);
    expect(bench.types()).toEqual(['reviewStarted', 'itemOverdue', 'itemGranted']);
  });
});

describe('a calendar version', () => {
  const noon = at('2026-09-21 12:00');

  it('moves the due date once', () => {
    const bench = review();
    const calendar2 = amended(2, '2026-09-22', false, noon);
    expect(bench.amend(calendar2, noon).facts.map(({ type }) => type)).toEqual(['calendarAdopted', 'deadlineRetimed']);
    expect(bench.next()).toBe(at('2026-09-23 17:30'));
    expect(bench.amend(calendar2, noon).facts.map(({ type }) => type)).toEqual(['calendarAdopted']);
  });

  it('that moves it earlier lets it end at its own instant at the earliest', () => {
    const bench = review();
    const inForce = at('2026-09-22 10:00');
    bench.amend(amended(2, '2026-09-19', true, inForce), inForce);
    expect(bench.next()).toBe(inForce);
    expect(bench.advance(inForce).last('itemOverdue').data.dueAt).toBe(inForce);
  });

  it('does not touch what had run out before', () => {
    const bench = review().advance(at('2026-09-23 10:00'));
    const inForce = at('2026-10-09 12:00');
    expect(bench.amend(amended(2, '2026-09-22', false, inForce), inForce).facts.map(({ type }) => type)).toEqual([
      'calendarAdopted',
    ]);
    expect(bench.state.due?.dueAt).toBe(at('2026-09-22 17:30'));
  });
});

describe('a supervised transfer', () => {
  const transfer = (department: string, reason = '职责已划转'): Pick<ItemCommand, 'kind' | 'body'> => ({
    kind: 'transfer',
    body: { department, reason },
  });

  it('gives the item to another unit and leaves acceptance and clock alone', () => {
    const bench = review();
    const { due, acceptedOn } = bench.state;
    expect(codeOf(bench.command(at('2026-09-21 10:00'), supervisor, transfer('planning')))).toBe('done');
    expect(bench.last('itemTransferred').data).toMatchObject({ from: 'housing', department: 'planning' });
    expect(bench.state).toMatchObject({ due, acceptedOn });
    expect(codeOf(bench.command(at('2026-09-21 11:00'), housing, grant))).toBe('not-the-holder');
    expect(codeOf(bench.command(at('2026-09-21 11:00'), handler('planning'), grant))).toBe('done');
  });

  it('needs a reason, another unit, and an item that is not decided', () => {
    const bench = review();
    const noon = at('2026-09-21 12:00');
    expect(codeOf(bench.command(noon, supervisor, transfer('planning', ' ')))).toBe('reason-missing');
    expect(codeOf(bench.command(noon, supervisor, transfer('housing')))).toBe('transferred-to-itself');
    bench.command(noon, housing, grant);
    expect(codeOf(bench.late(noon, supervisor, transfer('planning')))).toBe('item-decided');
  });
});

it('a fact that this release does not know changes nothing', () => {
  const { state } = review();
  const unknown = { type: 'somethingNewer', at: at('2026-09-21 10:00'), actor: housing, basis: [], data: {} };
  expect(itemMachine.apply(state, unknown)).toBe(state);
});

it('is withdrawn with its application, and takes no further act', () => {
  const bench = review();
  const withdrawn = { actor: applicant, reason: '方案调整' };
  bench.event({ id: 'e', type: 'stageWithdrawn', at: at('2026-09-21 10:00'), data: withdrawn });
  expect(bench.last('itemWithdrawn')).toMatchObject({
    at: at('2026-09-21 10:00'),
    actor: applicant,
    data: { itemCode: 'I46', department: 'housing', reason: '方案调整' },
  });
  expect(bench.machine.finished(bench.state)).toBe(true);
  expect(bench.machine.instants(bench.state)).toEqual([]);
  expect(bench.machine.view(bench.state).state).toBe('已撤回');
  expect(answerOf(bench.closed, 'grant')).toMatchObject({ code: 'application-withdrawn', title: '该申请已撤回' });
});

it('news of a consultation that it does not know changes nothing', () => {
  const bench = review();
  const data = { n: 1, opinion: 'agree', late: false } as const;
  const event: ItemEvent = { id: 'e', type: 'consultationReplied', at: at('2026-09-21 10:00'), data };
  expect(bench.take({ kind: 'event', at: event.at, cause: 'e', event }).facts).toEqual([]);
});

it('the operator reads who is waited for and until when', () => {
  const bench = review();
  expect(bench.machine.view(bench.state).waiting).toEqual([
    { who: '住建', text: '住建 审查 I46 · 应于 2026-09-22 17:30 前办结' },
  ]);
  bench.advance(at('2026-09-22 17:30'));
  expect(bench.machine.view(bench.state).waiting[0]?.text).toContain('已超期');
});

describe('a supervisor’s override of the one notice', () => {
  const override = (reason: string): Pick<ItemCommand, 'kind' | 'body'> => ({
    kind: 'overrideCorrection',
    body: { materials: ['平面图'], reason },
  });

  it('tells the applicant, and leaves the due date as it is', () => {
    const bench = review();
    const before = bench.next();
    expect(codeOf(bench.command(at('2026-09-21 10:00'), supervisor, override('告知漏列平面图')))).toBe('done');
    expect(bench.last('correctionOverridden').data).toEqual({
      itemCode: 'I46',
      materials: ['平面图'],
      reason: '告知漏列平面图',
    });
    expect(bench.last('documentIssued').data).toMatchObject({ name: '材料补齐补正通知', itemCode: 'I46' });
    expect(bench.next()).toBe(before);
    bench.command(at('2026-09-21 11:00'), supervisor, override('又漏列'));
    expect(bench.last('documentIssued').data.documentId).toMatch(/~correction~2$/);
  });

  it('needs a reason, and an item that is not decided', () => {
    const bench = review();
    expect(codeOf(bench.command(at('2026-09-21 10:00'), supervisor, override(' ')))).toBe('reason-missing');
    bench.command(at('2026-09-21 11:00'), housing, grant);
    expect(codeOf(bench.command(at('2026-09-21 12:00'), supervisor, override('漏列')))).toBe('item-decided');
  });
});
