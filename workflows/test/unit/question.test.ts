/** A question: two working days to answer, and what happens to it meanwhile. */
import { describe, expect, it } from '@jest/globals';
import { answerOf, codeOf } from './bench.ts';
import { amended, local as at, clerk, handler, supervisor } from './cases.ts';
import { asked, owner, type QuestionBench } from './question-bench.ts';

const answer = { kind: 'answer', body: { text: '请见办事指南' } } as const;
const forward = (department: string) => ({ kind: 'forward', body: { department } }) as const;
const reroute = (department: string, reason = '不属本单位职责') =>
  ({ kind: 'reroute', body: { department, reason } }) as const;
const resolve = { kind: 'resolve', body: { text: '已电话督促' } } as const;
const withdraw = { kind: 'withdraw', body: {} } as const;
const transport = handler('transport');
const housing = handler('housing');
const asking = at('2026-11-20 10:00');
const late = at('2026-11-24 17:30');

const stateOf = ({ machine, state }: QuestionBench): string => machine.view(state).state;

describe('the period to answer', () => {
  it.each([
    ['湖南, over a weekend', '2026-11-20 10:00', 'hunan', '2026-11-24'],
    ['a Sunday that is a working day', '2026-09-18 16:00', 'hunan', '2026-09-21'],
    ['江城', '2026-11-20 10:00', 'jiangcheng', '2026-11-24'],
    ['襄州', '2026-11-20 10:00', 'xiangzhou', '2026-11-24'],
    ['大连', '2026-11-20 10:00', 'dalian', '2026-11-24'],
  ])('two working days: %s', (_, from, region, dueDate) => {
    const bench = asked(at(from), { region });
    expect(bench.last('questionSent').data.deadline).toMatchObject({ dueDate, dueAt: at(`${dueDate} 17:30`) });
  });

  it('a minute before its end is in time', () => {
    const bench = asked(asking);
    expect(codeOf(bench.command(at('2026-11-24 17:29'), transport, answer))).toBe('done');
    expect(bench.last('questionAnswered')).toMatchObject({ basis: ['002 二(一)1(1)'], data: { late: false } });
    expect(stateOf(bench)).toBe('已答复');
    expect(bench.types()).not.toContain('questionOverdue');
  });

  it('at its end it has run out: coordination is told, the answer still owed', () => {
    const bench = asked(asking, { itemCode: 'I29' });
    expect(codeOf(bench.command(late, transport, answer))).toBe('done');
    expect(bench.last('questionOverdue')).toMatchObject({
      at: late,
      basis: ['002 二(一)1(1)', '002 二(二)6'],
      data: { department: 'transport', itemCode: 'I29', coordinator: 'housing' },
    });
    expect(bench.last('questionAnswered').data.late).toBe(true);
  });

  it('a question about no item is coordinated by the window', () => {
    expect(asked(asking).advance(late).last('questionOverdue').data.coordinator).toBe('window');
  });

  it('runs out once, whatever the calendar says later', () => {
    const bench = asked(asking).advance(late);
    expect(bench.next()).toBeUndefined();
    bench.amend(amended(2, '2026-11-24', false, at('2026-11-25 09:00')), at('2026-11-25 09:00'));
    expect(bench.types().filter((type) => type === 'questionOverdue')).toHaveLength(1);
    expect(bench.types()).not.toContain('deadlineRetimed');
    expect(stateOf(bench)).toBe('已超期');
  });

  it('moves with the calendar while it runs', () => {
    const bench = asked(asking);
    bench.amend(amended(2, '2026-11-23', false, at('2026-11-20 15:00')), at('2026-11-20 15:00'));
    expect(bench.last('deadlineRetimed').data.to.dueAt).toBe(at('2026-11-25 17:30'));
    expect(bench.next()).toBe(at('2026-11-25 17:30'));
  });
});

describe('the answer', () => {
  it('is a document to whoever asked', () => {
    const bench = asked(asking, { itemCode: 'I29' });
    bench.command(asking, transport, answer);
    expect(bench.last('documentIssued').data).toMatchObject({
      name: '咨询答复',
      issuer: '交通运输',
      itemCode: 'I29',
      to: { name: '示例建设有限公司', uscc: '91430100MA4L00001J' },
      lines: expect.arrayContaining(['咨询内容:涉路施工需要哪些材料', '答复:请见办事指南']),
    });
  });

  it('says something', () => {
    const bench = asked(asking);
    expect(codeOf(bench.command(asking, transport, { kind: 'answer', body: { text: ' ' } }))).toBe('answer-missing');
    expect(stateOf(bench)).toBe('待答复');
  });

  it('is given by the department that was asked', () => {
    expect(codeOf(asked(asking).command(asking, housing, answer))).toBe('question-elsewhere');
    expect(codeOf(asked(asking).command(asking, clerk, answer))).toBe('question-elsewhere');
  });

  it.each([answer, forward('housing'), withdraw])('closes the question: $kind is told so', (sent) => {
    const bench = asked(asking);
    bench.command(asking, transport, answer);
    expect(bench.machine.finished(bench.state)).toBe(true);
    expect(codeOf(bench.command(asking, transport, sent))).toBe('question-answered');
    expect(answerOf(bench.closed, sent.kind)).toMatchObject({ code: 'question-answered', title: '该咨询已答复' });
  });
});

describe('forwarding', () => {
  it('leaves the clock as it is', () => {
    const bench = asked(asking);
    expect(codeOf(bench.command(at('2026-11-24 17:29'), transport, forward('housing')))).toBe('done');
    expect(bench.last('questionForwarded').data).toEqual({ from: 'transport', department: 'housing' });
    expect(bench.next()).toBe(late);
    expect(codeOf(bench.command(at('2026-11-24 17:29'), transport, answer))).toBe('question-elsewhere');
    expect(codeOf(bench.command(late, housing, answer))).toBe('done');
    expect(bench.last('questionOverdue').data.department).toBe('housing');
    expect(bench.last('documentIssued').data.issuer).toBe('住建');
  });

  it('goes to another department, and from the one that holds it', () => {
    const bench = asked(asking);
    expect(codeOf(bench.command(asking, transport, forward('transport')))).toBe('forwarded-to-itself');
    expect(codeOf(bench.command(asking, housing, forward('housing')))).toBe('question-elsewhere');
  });
});

describe('coordination of an overdue answer', () => {
  it('is noted, and the question stays open', () => {
    const bench = asked(asking).advance(late);
    expect(codeOf(bench.command(late, supervisor, resolve))).toBe('done');
    expect(bench.last('coordinated')).toMatchObject({ basis: ['002 二(一)1(1)', '002 二(二)6'], data: resolve.body });
    expect(stateOf(bench)).toBe('已超期');
  });

  it('may give it to another department, with a reason', () => {
    const bench = asked(asking).advance(late);
    expect(codeOf(bench.command(late, supervisor, reroute('housing', ' ')))).toBe('reason-missing');
    expect(codeOf(bench.command(late, supervisor, reroute('transport')))).toBe('forwarded-to-itself');
    expect(codeOf(bench.command(late, supervisor, reroute('housing')))).toBe('done');
    expect(codeOf(bench.command(late, housing, answer))).toBe('done');
  });

  it.each([resolve, reroute('housing')])('not before the period has run out: $kind', (sent) => {
    expect(codeOf(asked(asking).command(asking, supervisor, sent))).toBe('nothing-overdue');
  });
});

describe('withdrawal', () => {
  it('stops the clock; a later answer is refused', () => {
    const bench = asked(asking);
    expect(codeOf(bench.command(asking, owner, withdraw))).toBe('done');
    expect(stateOf(bench)).toBe('已撤回');
    expect(bench.advance(at('2026-11-25 10:00')).types()).not.toContain('questionOverdue');
    expect(codeOf(bench.late(late, transport, answer))).toBe('question-withdrawn');
    expect(answerOf(bench.closed, 'answer')?.title).toContain('已撤回');
  });

  it('is possible after the period too', () => {
    expect(codeOf(asked(asking).command(late, owner, withdraw))).toBe('done');
  });
});

describe('大连 keeps contact sheets', () => {
  it.each(['项目生成', '专业技术', '代办对接单'])('%s: to the department, at once', (contactSheet) => {
    const bench = asked(asking, { region: 'dalian', contactSheet });
    expect(bench.last('documentIssued')).toMatchObject({
      at: asking,
      basis: ['004 附件1', '004 附件2', '004 附件3', 'default'],
      data: {
        name: `工程建设项目审批综合咨询联络单(${contactSheet})`,
        to: { name: '交通运输' },
        lines: expect.arrayContaining(['请于2026-11-24 17:30前答复。']),
      },
    });
  });

  it('a question without one has none', () => {
    expect(asked(asking, { region: 'dalian' }).types()).toEqual(['questionSent']);
  });
});

it('the operator reads who is waited for, and until when', () => {
  const bench = asked(asking, { itemCode: 'I29' });
  const { state, waiting } = bench.machine.view(bench.state);
  expect([state, waiting[0]?.text]).toEqual(['待答复', '交通运输 答复咨询 I29 · 应于 2026-11-24 17:30 前答复']);
  bench.advance(late);
  expect(bench.machine.view(bench.state).waiting[0]?.text).toContain('已超期');
});
