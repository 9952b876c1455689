/** One department's opinion: in time, late, twice, urged, done without. */
import { describe, expect, it } from '@jest/globals';
import type { ConsultationFact } from '@yichuang/contracts';
import type { ConsultationCommand, ConsultationEvent } from '../../src/consultation/messages.ts';
import { type ConsultationState, initialConsultation } from '../../src/consultation/model.ts';
import { consultationMachine } from '../../src/consultation/state.ts';
import { answerOf, Bench, codeOf } from './bench.ts';
import { amended, local as at, calendar, caseNo, caseSlice, coordinator, handler } from './cases.ts';

type ConsultationBench = Bench<ConsultationState, ConsultationCommand, ConsultationEvent, ConsultationFact>;
type Sent = Pick<ConsultationCommand, 'kind' | 'body'>;
const ecology = handler('ecology');

/** Asked on a Monday: five working days, up to the next. */
function asked(from = '2026-11-16 10:00'): ConsultationBench {
  const slice = caseSlice('jiangcheng', 'online', ['I39']);
  const input = {
    caseNo,
    realm: 'live',
    at: at(from),
    clockOffsetMs: 0,
    calendar,
    slice,
    projectCode: '2609-430102-89-01-123451',
    asked: { itemCode: 'I39', department: 'ecology', n: 1, from: 'urban-management', question: '是否影响周边水体' },
    reply: slice.periods.consultationReply,
    basis: ['000 二(2)2'],
    silenceBasis: ['default'],
  };
  return new Bench(consultationMachine, initialConsultation(input), at(from));
}
const reply = (opinion: 'agree' | 'disagree' | 'conditional' | 'none', more: object = {}): Sent => ({
  kind: 'reply',
  body: { opinion, ...more },
});
const urge: Sent = { kind: 'resolve', body: { text: '已电话督促' } };
const ended = (when: string): ConsultationEvent => ({
  id: 'closed',
  type: 'consultationClosed',
  at: at(when),
  data: { reason: '已另行取得相关数据' },
});

describe('the period', () => {
  it.each([
    ['2026-11-16 10:00', '2026-11-23'],
    ['2026-09-18 10:00', '2026-09-24'],
  ])('asked at %s it ends at the close of %s', (from, day) => {
    const bench = asked(from);
    expect(bench.last('consultationAsked').data.deadline).toMatchObject({ dueDate: day, dueAt: at(`${day} 17:30`) });
    expect(bench.next()).toBe(at(`${day} 17:30`));
  });

  it.each([
    ['2026-11-23 17:29', false],
    ['2026-11-23 17:30', true],
    ['2026-11-24 09:30', true],
  ])('a reply at %s is recorded; late: %s', (when, late) => {
    const bench = asked();
    expect(codeOf(bench.command(at(when), ecology, reply('agree')))).toBe('done');
    expect(bench.last('consultationAnswered')).toMatchObject({ at: at(when), data: { opinion: 'agree', late } });
    expect(bench.types().includes('consultationOverdue')).toBe(late);
    expect(bench.machine.finished(bench.state)).toBe(true);
    expect(bench.next()).toBeUndefined();
  });

  it('that runs out is no consent: whoever leads the stage is told, once, and the opinion stays owed', () => {
    const bench = asked();
    bench.advance(at('2026-12-31 10:00'));
    expect(bench.types().filter((type) => type === 'consultationOverdue')).toHaveLength(1);
    expect(bench.last('consultationOverdue')).toMatchObject({
      at: at('2026-11-23 17:30'),
      data: { itemCode: 'I39', department: 'ecology', coordinator: 'housing' },
    });
    expect(bench.machine.finished(bench.state)).toBe(false);
    expect(bench.machine.view(bench.state)).toMatchObject({ state: '已超期', waiting: [{ who: '生态环境' }] });
  });

  it('moves with the calendar; what has run out does not', () => {
    const moved = asked();
    moved.amend(amended(2, '2026-11-20', false, at('2026-11-18 10:00')), at('2026-11-18 10:00'));
    expect(moved.state.due?.dueDate).toBe('2026-11-24');
    const late = asked();
    late.amend(amended(2, '2026-11-23', false, at('2026-11-24 10:00')), at('2026-11-24 10:00'));
    expect(late.state.overdue).toBe(true);
    expect(late.types()).not.toContain('deadlineRetimed');
  });
});

describe('an opinion', () => {
  it.each([
    ['disagree', {}, 'reason-missing'],
    ['disagree', { text: ' ' }, 'reason-missing'],
    ['disagree', { text: '影响水源' }, 'done'],
    ['conditional', {}, 'reason-missing'],
    ['conditional', { conditions: [' '] }, 'reason-missing'],
    ['conditional', { conditions: ['施工期设置沉淀池'] }, 'done'],
    ['agree', {}, 'done'],
    ['none', {}, 'done'],
  ] as const)('%s with %j: %s', (opinion, more, code) => {
    const bench = asked();
    expect(codeOf(bench.command(at('2026-11-17 10:00'), ecology, reply(opinion, more)))).toBe(code);
  });

  it('keeps its conditions', () => {
    const bench = asked();
    bench.command(at('2026-11-17 10:00'), ecology, reply('conditional', { conditions: ['施工期设置沉淀池', ''] }));
    expect(bench.last('consultationAnswered').data.conditions).toEqual(['施工期设置沉淀池']);
  });

  it('is the consulted department’s, and given once', () => {
    const bench = asked();
    expect(codeOf(bench.command(at('2026-11-17 10:00'), handler('water'), reply('agree')))).toBe(
      'consultation-elsewhere',
    );
    bench.command(at('2026-11-17 10:00'), ecology, reply('agree'));
    expect(codeOf(bench.late(at('2026-11-17 10:00'), ecology, reply('none')))).toBe('consultation-answered');
    expect(answerOf(bench.closed, 'reply')).toMatchObject({ code: 'consultation-answered' });
    expect(bench.types().filter((type) => type === 'consultationAnswered')).toHaveLength(1);
  });
});

describe('urging', () => {
  it('follows the end of the period, and replaces no opinion', () => {
    const bench = asked();
    expect(codeOf(bench.command(at('2026-11-23 17:29'), coordinator, urge))).toBe('nothing-overdue');
    expect(codeOf(bench.command(at('2026-11-23 17:30'), coordinator, urge))).toBe('done');
    expect(bench.last('coordinated').data.text).toBe('已电话督促');
    expect(bench.machine.finished(bench.state)).toBe(false);
  });
});

describe('the end without a reply', () => {
  it('is told to whoever replies afterwards, with the reason', () => {
    const bench = asked();
    const { closed } = bench.event(ended('2026-11-18 10:00'));
    expect(closed?.default).toMatchObject({
      code: 'consultation-closed',
      detail: expect.stringContaining('已另行取得相关数据'),
    });
    expect(codeOf(bench.late(at('2026-11-18 10:00'), ecology, reply('agree')))).toBe('consultation-closed');
    expect(bench.next()).toBeUndefined();
    expect(bench.machine.view(bench.state)).toMatchObject({ state: '已终结', waiting: [] });
  });
});
