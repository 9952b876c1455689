/** A stage inquiry: replies within two working days, one notice in office hours. */
import { describe, expect, it } from '@jest/globals';
import type { DepartmentInquiryCommand } from '../../src/department-inquiry/messages.ts';
import { answerOf, codeOf } from './bench.ts';
import { amended, local as at, handler, supervisor } from './cases.ts';
import { departmentAsked, type InquiryBench, inquired, owner, replied, stopped } from './question-bench.ts';

type Sent = Pick<DepartmentInquiryCommand, 'kind' | 'body'>;

const housing = handler('housing');
const monday = at('2026-11-16 10:00');
const late = at('2026-11-18 17:30');
const reply: Sent = { kind: 'reply', body: { items: ['I46'] } };
const doubtful: Sent = { kind: 'reply', body: { items: ['I46'], doubt: '是否属于限额以下工程' } };
const nothing = { kind: 'nothingToDo', body: {} } as const;
const resolve = { kind: 'resolve', body: { text: '已督促' } } as const;
const settle = (items?: string[]) => ({ kind: 'settle', body: { text: '会商确定', ...(items && { items }) } }) as const;

describe('what one department is asked', () => {
  it.each([
    ['2026-09-18 10:00', '2026-09-21'],
    ['2026-11-16 10:00', '2026-11-18'],
    ['2026-09-24 09:30', '2026-09-29'],
  ])('%s: two working days', (from, dueDate) => {
    const { deadline } = departmentAsked(at(from)).last('inquiryAsked').data;
    expect(deadline).toMatchObject({ dueAt: at(`${dueDate} 17:30`), basis: ['002 二(一)1(2)'] });
  });

  it('names items with the materials of the catalogue, or others', () => {
    const bench = departmentAsked(monday);
    expect(codeOf(bench.command(monday, housing, reply))).toBe('done');
    expect(bench.last('inquiryAnswered').data.items[0]).toMatchObject({
      itemCode: 'I46',
      materials: expect.arrayContaining(['中标通知书']),
    });
    const other = departmentAsked(monday);
    const materials = { I46: ['申请表'] };
    other.command(monday, housing, { kind: 'reply', body: { items: ['I46', 'I46'], materials } });
    expect(other.last('inquiryAnswered').data.items).toEqual([{ itemCode: 'I46', materials: ['申请表'] }]);
  });

  it.each([
    ['an item of another stage', { items: ['I46', 'I10'] }],
    ['an item that there is not', { items: ['I99'] }],
    ['materials for an item that it does not name', { items: ['I46'], materials: { I39: ['合同'] } }],
  ])('%s is refused', (_, body) => {
    expect(codeOf(departmentAsked(monday).command(monday, housing, { kind: 'reply', body }))).toBe('item-not-in-stage');
  });

  it('nobody else answers, and nobody twice', () => {
    const bench = departmentAsked(monday);
    expect(codeOf(bench.command(monday, handler('transport'), reply))).toBe('inquiry-elsewhere');
    expect(codeOf(bench.command(monday, housing, nothing))).toBe('done');
    expect(bench.last('inquiryAnswered').data).toEqual({ department: 'housing', items: [], late: false });
    expect(codeOf(bench.command(monday, housing, reply))).toBe('inquiry-answered');
    expect(answerOf(bench.closed, 'reply')).toMatchObject({ code: 'inquiry-answered' });
  });

  it('silence is no answer: the lead urges, and the reply is still owed', () => {
    const bench = departmentAsked(monday);
    expect(codeOf(bench.command(monday, supervisor, resolve))).toBe('nothing-overdue');
    expect(codeOf(bench.command(late, supervisor, resolve))).toBe('done');
    expect(bench.last('inquiryOverdue')).toMatchObject({ at: late, data: { coordinator: 'housing' } });
    expect(codeOf(bench.command(late, supervisor, settle(['I46'])))).toBe('inquiry-outstanding');
    expect(bench.machine.finished(bench.state)).toBe(false);
    expect(codeOf(bench.command(at('2026-11-19 10:15'), housing, nothing))).toBe('done');
    expect(bench.last('inquiryAnswered').data.late).toBe(true);
  });

  it('a reply in doubt waits for coordination', () => {
    const bench = departmentAsked(monday);
    expect(codeOf(bench.command(monday, housing, { kind: 'nothingToDo', body: { doubt: ' ' } }))).toBe(
      'reason-missing',
    );
    expect(codeOf(bench.command(monday, housing, doubtful))).toBe('done');
    expect(bench.last('inquiryAnswered').data.doubt).toEqual({
      reason: '是否属于限额以下工程',
      coordinator: 'housing',
    });
    expect(bench.machine.finished(bench.state)).toBe(false);
    expect(bench.next()).toBeUndefined();
    for (const sent of [reply, nothing]) expect(codeOf(bench.command(monday, housing, sent))).toBe('inquiry-answered');
    expect(codeOf(bench.command(monday, supervisor, resolve))).toBe('inquiry-answered');
    expect(codeOf(bench.command(monday, supervisor, settle(['I99'])))).toBe('item-not-in-stage');
    expect(codeOf(bench.command(monday, supervisor, settle()))).toBe('done');
    expect(bench.last('inquirySettled').data.items).toEqual(bench.last('inquiryAnswered').data.items);
    expect(bench.machine.finished(bench.state)).toBe(true);
  });

  it('coordination may come to other items', () => {
    const bench = departmentAsked(monday);
    bench.command(monday, housing, doubtful);
    bench.command(monday, supervisor, settle([]));
    expect(bench.last('inquirySettled').data).toEqual({ department: 'housing', items: [], text: '会商确定' });
  });

  it.each([undefined, doubtful])('ends when the inquiry is cancelled', (sent) => {
    const bench = departmentAsked(monday);
    if (sent) bench.command(monday, housing, sent);
    bench.event({ id: 'cancelled', type: 'inquiryCancelled', at: monday, data: {} });
    expect(bench.machine.finished(bench.state)).toBe(true);
    expect(codeOf(bench.late(late, housing, reply))).toBe('inquiry-cancelled');
    expect(answerOf(bench.closed, 'reply')?.code).toBe('inquiry-cancelled');
  });
});

const stateOf = ({ machine, state }: InquiryBench): string => machine.view(state).state;

describe('the single notice', () => {
  it('goes out with the last reply in office hours, with every item, department and material', () => {
    const bench = inquired(monday, ['housing', 'urban-management', 'meteorology']);
    bench.event(replied('housing', ['I46'], monday));
    bench.event(replied('meteorology', [], monday));
    expect(stateOf(bench)).toBe('征询中');
    const last = at('2026-11-17 15:20');
    bench.event(replied('urban-management', ['I39'], last));
    expect(bench.last('singleNoticeIssued')).toMatchObject({ at: last, basis: ['002 二(一)1(2)'] });
    expect(bench.last('documentIssued').data).toMatchObject({
      name: '一单告知',
      to: { uscc: '91430100MA4L00001J' },
      lines: [
        '征询编号:430000-ZQ20261116-000001',
        '项目:示例产业园一期(2609-430102-89-01-123451)',
        '阶段:施工许可',
        '本阶段需要办理的事项如下:',
        expect.stringMatching(/^1\. .+\(I46\),办理单位:住建$/),
        '申报材料:申请表',
        expect.stringMatching(/^2\. .+\(I39\),办理单位:城管$/),
        '申报材料:申请表',
        '无需办理事项的单位:气象',
      ],
    });
    expect(stateOf(bench)).toBe('已告知');
    expect(bench.machine.finished(bench.state)).toBe(true);
    expect(answerOf(bench.closed, 'cancel')?.code).toBe('inquiry-notified');
  });

  it.each([
    ['at noon', '2026-11-17 12:20', '2026-11-17 13:30'],
    ['before the office opens', '2026-11-17 08:59', '2026-11-17 09:00'],
    ['as it closes', '2026-11-17 17:30', '2026-11-18 09:00'],
    ['on a Friday evening', '2026-11-20 18:10', '2026-11-23 09:00'],
    ['before a Sunday that is a working day', '2026-09-18 21:00', '2026-09-20 09:00'],
    ['in the holiday', '2026-09-26 10:00', '2026-09-28 09:00'],
  ])('answered %s: at the next opening', (_, answered, told) => {
    const bench = inquired(at('2026-09-16 09:30'), ['housing']);
    bench.event(replied('housing', ['I46'], at(answered)));
    expect(stateOf(bench)).toBe('待告知');
    expect(bench.last('inquiryConsolidated').data.deadline.dueAt).toBe(at(told));
    expect(bench.next()).toBe(at(told));
    expect(bench.advance(at(told)).last('singleNoticeIssued').at).toBe(at(told));
    expect(stateOf(bench)).toBe('已告知');
  });

  it.each([
    ['the opening becomes a holiday', '2026-11-23', false, '2026-11-24 09:00'],
    ['the weekend becomes working days', '2026-11-21', true, '2026-11-21 09:00'],
  ])('moves with the calendar: %s', (_, date, working, told) => {
    const bench = inquired(monday, ['housing']);
    const friday = at('2026-11-20 18:10');
    bench.event(replied('housing', ['I46'], friday));
    bench.amend(amended(2, date, working, at('2026-11-20 19:00')), at('2026-11-20 19:00'));
    expect(bench.next()).toBe(at(told));
  });

  it('is told of the last reply whatever the order of the news', () => {
    const bench = inquired(monday);
    bench.event(replied('housing', [], at('2026-11-17 15:20')));
    bench.event(replied('urban-management', [], at('2026-11-17 12:20')));
    expect(bench.last('singleNoticeIssued').at).toBe(at('2026-11-17 15:20'));
    expect(bench.last('documentIssued').data.lines).toContain('各被征询单位均无需办理的事项。');
  });

  it('waits for every reply, and hears each once', () => {
    const bench = inquired(monday);
    bench.event(replied('housing', ['I46'], monday));
    bench.event(replied('housing', ['I46'], monday));
    expect(bench.advance(at('2026-12-31 09:00')).types()).toEqual(['inquiryReplyTaken']);
  });
});

describe('cancelling', () => {
  const cancel = { kind: 'cancel', body: {} } as const;

  it('ends once every part has', () => {
    const bench = inquired(monday);
    bench.event(replied('housing', ['I46'], monday));
    expect(codeOf(bench.command(monday, owner, cancel))).toBe('done');
    expect(bench.last('inquiryCancelled').data).toEqual({ departments: ['urban-management'] });
    expect(stateOf(bench)).toBe('已取消');
    expect(bench.closed).toBeUndefined();
    expect(codeOf(bench.command(monday, owner, cancel))).toBe('inquiry-cancelled');
    bench.event(stopped('urban-management', monday));
    expect(bench.machine.finished(bench.state)).toBe(true);
    expect(answerOf(bench.closed, 'cancel')?.code).toBe('inquiry-cancelled');
    expect(bench.types()).not.toContain('singleNoticeIssued');
  });

  it('a reply that crosses it leads to no notice', () => {
    const bench = inquired(monday, ['housing']);
    bench.command(monday, owner, cancel);
    bench.event(replied('housing', ['I46'], monday));
    expect(bench.types()).toEqual(['inquiryCancelled', 'inquiryReplyTaken']);
    expect(bench.machine.finished(bench.state)).toBe(true);
  });

  it('while the notice waits for the office to open: no notice, closed at once', () => {
    const bench = inquired(monday, ['housing']);
    const evening = at('2026-11-17 18:00');
    bench.event(replied('housing', ['I46'], evening));
    expect(codeOf(bench.command(evening, owner, cancel))).toBe('done');
    expect(bench.closed?.default.code).toBe('inquiry-cancelled');
    expect(bench.next()).toBeUndefined();
  });

  it('not after the notice', () => {
    const bench = inquired(monday, ['housing']);
    bench.event(replied('housing', ['I46'], monday));
    expect(codeOf(bench.late(monday, owner, cancel))).toBe('inquiry-notified');
  });
});

it('the operator reads who is waited for', () => {
  const bench = inquired(monday);
  expect(bench.machine.view(bench.state).waiting.map(({ text }) => text)).toEqual(['住建 答复征询', '城管 答复征询']);
  const ask = departmentAsked(monday);
  const waits = (): string | undefined => ask.machine.view(ask.state).waiting[0]?.text;
  expect(waits()).toBe('住建 答复征询 · 应于 2026-11-18 17:30 前答复');
  ask.command(monday, housing, doubtful);
  expect(waits()).toBe('住建 协调 住建的征询意见(存在疑问)');
});
