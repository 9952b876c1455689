/** Consultations of an item under review: asked, answered, done without; what they let wait and what they do not. */
import { describe, expect, it } from '@jest/globals';
import type { ItemCommand, ItemEvent } from '../../src/item-review/messages.ts';
import { answerOf, codeOf } from './bench.ts';
import { applicant, local as at, handler } from './cases.ts';
import { type ItemBench, underReview } from './item-bench.ts';

type Sent = Pick<ItemCommand, 'kind' | 'body'>;
const consult = (department = 'ecology', question = '是否影响周边水体'): Sent => ({
  kind: 'consult',
  body: { department, question },
});
const close = (department = 'ecology', reason = '已另行取得相关数据'): Sent => ({
  kind: 'closeConsultation',
  body: { department, reason },
});
const grant: Sent = { kind: 'grant', body: { result: {} } };
const deny: Sent = { kind: 'deny', body: { reasons: ['不符合规范'] } };
const unit = handler('urban-management');
const replied = (when: string, n = 1, late = false): ItemEvent => ({
  id: `closed:${String(n)}`,
  type: 'consultationReplied',
  at: at(when),
  data: { n, opinion: 'disagree', text: '影响水源', late },
});
/** Promised in ten working days: due on 30 November. */
const i39 = (): ItemBench => underReview('jiangcheng', 'I39', '2026-11-16 10:00');
/** 取水条例 19: the time of a consultation is not counted. Promised in five working days: due on 23 November. */
const i22 = (): ItemBench => underReview('jiangcheng', 'I22', '2026-11-16 10:00', { stage: 'landUsePermit' });
const due = ({ state }: ItemBench): string | undefined => state.due?.dueDate;

describe('asking', () => {
  it('is a letter to the other department, and neither stops the clock nor serialises anything', () => {
    const bench = i39();
    expect(bench.command(at('2026-11-16 11:00'), unit, consult())).toMatchObject({
      status: 'done',
      data: { facts: ['consultationRequested'] },
    });
    expect(bench.last('consultationRequested')).toMatchObject({
      basis: ['000 二(2)2'],
      data: { itemCode: 'I39', from: 'urban-management', department: 'ecology', n: 1, stopsClock: false },
    });
    expect(bench.last('documentIssued').data).toMatchObject({ name: '征求意见函', to: { name: '生态环境' } });
    expect(bench.last('documentIssued').data.lines.join()).toContain('5个工作日');
    expect(bench.types()).not.toContain('deadlineRetimed');
    expect(due(bench)).toBe('2026-11-30');
    expect(bench.next()).toBe(at('2026-11-30 17:30'));
    expect(codeOf(bench.command(at('2026-11-16 11:00'), unit, consult('water')))).toBe('done');
    expect(bench.last('consultationRequested').data.n).toBe(2);
  });

  it.each([
    ['its own unit', unit, consult('urban-management'), 'consulted-itself'],
    ['nothing', unit, consult('ecology', ' '), 'reason-missing'],
    ['with another hand than the holder’s', handler('water'), consult(), 'not-the-holder'],
  ] as const)('%s is refused', (_, actor, sent, code) => {
    const bench = i39();
    expect(codeOf(bench.command(at('2026-11-16 11:00'), actor, sent))).toBe(code);
    expect(bench.types()).not.toContain('consultationRequested');
  });

  it('the same department again waits for its opinion', () => {
    const bench = i39();
    bench.command(at('2026-11-16 11:00'), unit, consult());
    expect(codeOf(bench.command(at('2026-11-16 12:00'), unit, consult()))).toBe('consultation-open');
    bench.event(replied('2026-11-17 10:00'));
    expect(codeOf(bench.command(at('2026-11-17 11:00'), unit, consult()))).toBe('done');
    expect(bench.last('consultationRequested').data.n).toBe(2);
  });

  it('goes on while a special procedure runs', () => {
    const bench = i39();
    bench.command(at('2026-11-16 11:00'), unit, {
      kind: 'startSpecialProcedure',
      body: { procedure: '检测', workingDays: 5 },
    });
    expect(codeOf(bench.command(at('2026-11-16 12:00'), unit, consult()))).toBe('done');
  });
});

describe('a decision', () => {
  it.each([
    ['grant', grant],
    ['deny', deny],
  ])('%s waits until the opinion is in, whatever it says', (_, sent) => {
    const bench = i39();
    bench.command(at('2026-11-16 11:00'), unit, consult());
    const refused = bench.command(at('2026-11-17 09:59'), unit, sent);
    expect(refused).toMatchObject({
      problem: { code: 'consultation-open', detail: expect.stringContaining('生态环境') },
    });
    bench.event(replied('2026-11-17 10:00'));
    expect(bench.last('consultationReplyTaken').data).toEqual({
      itemCode: 'I39',
      department: 'ecology',
      n: 1,
      opinion: 'disagree',
      text: '影响水源',
      late: false,
    });
    expect(codeOf(bench.command(at('2026-11-17 10:00'), unit, sent))).toBe('done');
  });

  it('may do without the opinion, with the reason', () => {
    const bench = i39();
    bench.command(at('2026-11-16 11:00'), unit, consult());
    expect(codeOf(bench.command(at('2026-11-17 10:00'), unit, close('ecology', ' ')))).toBe('reason-missing');
    expect(codeOf(bench.command(at('2026-11-17 10:00'), unit, close('water')))).toBe('not-consulted');
    expect(codeOf(bench.command(at('2026-11-17 10:00'), unit, close()))).toBe('done');
    expect(bench.last('consultationClosed').data).toMatchObject({ department: 'ecology', n: 1 });
    expect(codeOf(bench.command(at('2026-11-17 10:01'), unit, close()))).toBe('not-consulted');
    expect(codeOf(bench.command(at('2026-11-17 10:01'), unit, grant))).toBe('done');
    expect(answerOf(bench.closed, 'consult')).toMatchObject({ code: 'item-decided' });
  });

  it('needs every opinion that was asked for; news of them come in any order', () => {
    const bench = i39();
    bench.command(at('2026-11-16 11:00'), unit, consult('ecology'));
    bench.command(at('2026-11-16 11:00'), unit, consult('water'));
    bench.event(replied('2026-11-18 10:00', 2));
    expect(codeOf(bench.command(at('2026-11-18 10:00'), unit, grant))).toBe('consultation-open');
    bench.event(replied('2026-11-18 09:00', 1));
    expect(codeOf(bench.command(at('2026-11-18 10:01'), unit, grant))).toBe('done');
  });

  it('is not changed by an opinion told twice, or after the consultation was ended', () => {
    const bench = i39();
    bench.command(at('2026-11-16 11:00'), unit, consult());
    bench.event(replied('2026-11-17 10:00'));
    expect(bench.event(replied('2026-11-17 10:00')).facts).toEqual([]);
    bench.command(at('2026-11-17 11:00'), unit, consult());
    bench.command(at('2026-11-17 12:00'), unit, close());
    expect(bench.event(replied('2026-11-17 12:00', 2)).facts).toEqual([]);
  });
});

it('whatever else ends the item ends what is still asked about it, in the same instant', () => {
  const bench = i39();
  bench.command(at('2026-11-16 11:00'), unit, consult('ecology'));
  bench.command(at('2026-11-16 11:00'), unit, consult('water'));
  bench.event(replied('2026-11-17 10:00', 2));
  bench.event({ id: 'w', type: 'stageWithdrawn', at: at('2026-11-17 12:00'), data: { actor: applicant } });
  expect(bench.types().slice(-2)).toEqual(['consultationClosed', 'itemWithdrawn']);
  expect(bench.last('consultationClosed')).toMatchObject({
    at: at('2026-11-17 12:00'),
    data: { department: 'ecology' },
  });
  expect(bench.closed?.default.code).toBe('application-withdrawn');
});

describe('the due date of the item', () => {
  it('passes at its instant, however the consultation stands', () => {
    const bench = i39();
    bench.command(at('2026-11-27 11:00'), unit, consult());
    bench.advance(at('2026-11-30 17:30'));
    expect(bench.state.overdue).toBe(true);
    bench.event(replied('2026-12-04 17:30', 1, true));
    expect(bench.last('consultationReplyTaken').data.late).toBe(true);
  });

  it('stands still where the item’s own law does not count the time, and the applicant is told', () => {
    const bench = i22();
    const water = handler('water');
    bench.command(at('2026-11-17 10:00'), water, consult('ecology'));
    expect(bench.last('consultationRequested')).toMatchObject({
      basis: expect.arrayContaining(['取水许可和水资源费征收管理条例 19']),
      data: { stopsClock: true },
    });
    expect(bench.last('documentIssued').data).toMatchObject({ name: '特别程序告知书' });
    expect(bench.next()).toBeUndefined();
    bench.event(replied('2026-11-24 16:00'));
    expect(bench.state.due).toMatchObject({
      dueDate: '2026-11-30',
      pauses: [{ start: '2026-11-17', end: '2026-11-24', reason: expect.stringContaining('取水许可') }],
    });
    expect(bench.next()).toBe(at('2026-11-30 17:30'));
  });

  it('counts once what overlaps with a special procedure, and goes on only when both have ended', () => {
    const bench = i22();
    const water = handler('water');
    bench.command(at('2026-11-17 10:00'), water, consult('ecology'));
    bench.command(at('2026-11-18 10:00'), water, {
      kind: 'startSpecialProcedure',
      body: { procedure: '听证', workingDays: 3 },
    });
    bench.command(at('2026-11-19 10:00'), water, close());
    expect(bench.state.due?.pauses.filter(({ end }) => end === undefined)).toHaveLength(1);
    bench.command(at('2026-11-20 10:00'), water, { kind: 'endSpecialProcedure', body: {} });
    expect(due(bench)).toBe('2026-11-26');
  });

  it('moves by one department’s opinion only where the law names that department', () => {
    const bench = underReview('jiangcheng', 'I15', '2026-11-16 10:00', { stage: 'engineeringPermit' });
    const planning = handler('planning');
    bench.command(at('2026-11-16 11:00'), planning, consult('ecology'));
    expect(bench.last('consultationRequested').data.stopsClock).toBe(false);
    bench.command(at('2026-11-16 11:00'), planning, consult('housing'));
    expect(bench.last('consultationRequested').data.stopsClock).toBe(true);
    expect(bench.last('documentIssued').data.lines.join()).toContain('10个自然日');
  });
});
