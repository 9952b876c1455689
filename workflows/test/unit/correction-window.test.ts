/** The one notice where the window tells it: 江城 (000 二(1)2, 三(二)), 湖南 on site (002 二(二)3(2)), 襄州 (003 四1), 大连 (004 二(五)). */

import { describe, expect, it } from '@jest/globals';
import type { NoticeContents } from '@yichuang/contracts';
import { type ApplicationBench, accept, notRequired, refuse } from './application-bench.ts';
import { answerOf, codeOf } from './bench.ts';
import { applicant, clerk, handler, local, supervisor } from './cases.ts';
import { bring, documents, filing, monday, override, tell } from './correction-bench.ts';

const at = local;
const names: [string, ApplicationBench, string][] = [
  ['江城', filing('jiangcheng', 'onsite'), '材料补齐补正通知'],
  ['湖南现场', filing('hunan', 'onsite'), '材料补齐补正通知'],
  ['襄州', filing('xiangzhou'), '一次性告知单'],
  ['大连', filing('dalian'), '申请材料补正通知书'],
];

it.each(names)('%s: told by the window, under the name that the region gives it', (_, bench, name) => {
  expect(codeOf(bench.command(monday, clerk, tell()))).toBe('done');
  expect(bench.last('correctionIssued')).toMatchObject({
    actor: clerk,
    data: {
      n: 1,
      itemCodes: ['I39'],
      materials: ['合同'],
      deadline: { key: 'correction:1', dueAt: at('2026-12-08 00:00') },
    },
  });
  expect(bench.last('documentIssued').data).toMatchObject({ name, issuer: bench.state.slice.windowName });
  expect(bench.state.stopped).toBe('correction');
});

describe('the notice', () => {
  it('tells all that it must, and by which channels besides where filed online', () => {
    const bench = filing('jiangcheng');
    bench.command(monday, clerk, tell({ materials: ['合同', '消纳场证明'] }));
    const { lines, channels, seal } = bench.last('documentIssued').data;
    for (const text of [
      '合同、消纳场证明',
      '国务院令第412号',
      '2026-12-07 24:00',
      '承诺10个工作日',
      '不收费',
      '运输时间路线',
    ])
      expect(lines.join('\n')).toContain(text);
    expect(channels).toEqual(['sms', 'phone']);
    expect(seal).toBe('综合服务窗口印章');
  });

  it('goes by no other channel where filed on site', () => {
    const bench = filing('jiangcheng', 'onsite');
    bench.command(monday, clerk, tell());
    expect(bench.last('documentIssued').data.channels).toBeUndefined();
  });

  it.each([
    ['legalBasis', '法律依据'],
    ['period', '补正期限'],
    ['procedure', '办理程序和承诺时限'],
    ['fees', '收费依据和标准'],
  ] satisfies [keyof NoticeContents, string][])('is not issued without %s', (key, name) => {
    const bench = filing('jiangcheng');
    expect(bench.command(monday, clerk, tell({ but: { [key]: ' ' } }))).toMatchObject({
      status: 'refused',
      problem: { code: 'notice-incomplete', detail: `补正告知未写明:${name}。` },
    });
    expect(bench.types()).not.toContain('correctionIssued');
  });

  it('tells no other period than the one that runs', () => {
    expect(filing('jiangcheng').command(monday, clerk, tell({ but: { period: '3日' } }))).toMatchObject({
      problem: { code: 'notice-incomplete', detail: '补正期限应写明15个工作日,所写为“3日”。' },
    });
  });

  it('is issued once: not again while it runs, nor after the correction', () => {
    const bench = filing('jiangcheng');
    bench.command(monday, clerk, tell());
    expect(codeOf(bench.command(at('2026-11-16 11:00'), clerk, tell({ materials: ['消纳场证明'] })))).toBe(
      'correction-issued',
    );
    bench.command(at('2026-11-18 20:00'), applicant, bring(['合同']));
    expect(codeOf(bench.command(at('2026-11-19 09:00'), clerk, tell()))).toBe('correction-issued');
    expect(documents(bench).filter((name) => name === '材料补齐补正通知')).toHaveLength(1);
  });

  it('stands in the way of every answer until all is supplied', () => {
    const bench = filing('jiangcheng');
    bench.command(monday, clerk, tell());
    for (const sent of [accept(), refuse(), notRequired()])
      expect(codeOf(bench.command(at('2026-11-17 09:00'), clerk, sent))).toBe('correction-open');
  });

  it('comes too late at the close of the fifth day', () => {
    const bench = filing('jiangcheng');
    expect(bench.command(at('2026-11-23 17:30'), clerk, tell())).toMatchObject({
      problem: { code: 'application-deemed-accepted', title: '该申请已视为受理' },
    });
    expect(codeOf(filing('jiangcheng').command(at('2026-11-23 17:29'), clerk, tell()))).toBe('done');
  });

  it.each([
    ['application-accepted', accept()],
    ['application-refused', refuse()],
    ['application-not-required', notRequired()],
  ] as const)('comes too late: %s', (code, sent) => {
    const bench = filing('jiangcheng');
    bench.command(monday, clerk, sent);
    expect(codeOf(bench.command(at('2026-11-17 10:00'), clerk, tell()))).toBe(code);
  });

  it('is not a department’s to tell', () => {
    const bench = filing('dalian');
    expect(codeOf(bench.command(monday, handler('urban-management'), tell({ itemCode: 'I39' })))).toBe(
      'correction-here-by-window',
    );
    expect(codeOf(bench.command(monday, handler('urban-management'), tell({ itemCode: 'I46' })))).toBe(
      'item-not-in-application',
    );
  });
});

describe('what the applicant supplies', () => {
  const told = (materials: string[]): ApplicationBench => {
    const bench = filing('jiangcheng');
    bench.command(monday, clerk, tell({ materials }));
    return bench;
  };

  it('in part leaves the rest awaited; all of it opens the check again', () => {
    const bench = told(['合同', '消纳场证明']);
    bench.command(at('2026-11-17 10:00'), applicant, bring(['合同']));
    expect(bench.last('materialSupplied').data).toEqual({ n: 1, materials: ['合同'] });
    expect(bench.types()).not.toContain('correctionCompleted');
    bench.command(at('2026-11-18 20:00'), applicant, bring(['合同', '消纳场证明']));
    expect(bench.types().slice(-3)).toEqual(['materialSupplied', 'correctionCompleted', 'checkOpened']);
    expect(bench.last('checkOpened').data).toMatchObject({ round: 2, deadline: { dueAt: at('2026-11-25 17:30') } });
    expect(codeOf(bench.command(at('2026-11-19 10:00'), clerk, accept()))).toBe('done');
    expect(bench.last('applicationAccepted').data).toMatchObject({ deemed: false, acceptedOn: '2026-11-19' });
  });

  it('is what the notice named', () => {
    const bench = told(['合同']);
    expect(bench.command(monday, applicant, bring(['合同', '平面图']))).toMatchObject({
      problem: { code: 'material-not-asked', detail: '补正告知没有列明:平面图;尚待补正:合同。' },
    });
    expect(codeOf(bench.command(monday, applicant, bring(['合同'], 'I46')))).toBe('no-correction');
  });

  it('is not awaited before a notice, nor after the correction', () => {
    const bench = filing('jiangcheng');
    expect(codeOf(bench.command(monday, applicant, bring(['合同'])))).toBe('no-correction');
    bench.command(monday, clerk, tell());
    bench.command(at('2026-11-17 10:00'), applicant, bring(['合同']));
    expect(codeOf(bench.command(at('2026-11-17 11:00'), applicant, bring(['合同'])))).toBe('correction-complete');
    bench.command(at('2026-11-17 12:00'), clerk, accept());
    expect(codeOf(bench.command(at('2026-11-17 13:00'), applicant, bring(['合同'])))).toBe('correction-complete');
  });
});

describe('a supervisor’s override', () => {
  it('informs, with its reason, and touches no clock', () => {
    const bench = filing('jiangcheng');
    bench.command(monday, clerk, tell());
    const before = bench.next();
    expect(codeOf(bench.command(at('2026-11-17 09:00'), supervisor, override('通知漏列平面图')))).toBe('done');
    expect(bench.last('correctionOverridden').data).toEqual({ materials: ['平面图'], reason: '通知漏列平面图' });
    expect(bench.last('documentIssued').data.lines.join()).toContain('不停止、也不重新起算任何期限');
    expect(bench.next()).toBe(before);
    bench.command(at('2026-11-18 09:00'), applicant, bring(['合同']));
    expect(bench.types()).toContain('correctionCompleted');
  });

  it('stops no silence either', () => {
    const bench = filing('jiangcheng');
    bench.command(monday, supervisor, override('窗口未告知', 'I39'));
    bench.advance(at('2026-11-23 17:30'));
    expect(bench.last('applicationAccepted').data).toMatchObject({ deemed: true, acceptedOn: '2026-11-16' });
  });

  it('needs a reason, and an application that waits for an answer', () => {
    const bench = filing('jiangcheng');
    expect(codeOf(bench.command(monday, supervisor, override(' ')))).toBe('reason-missing');
    expect(codeOf(bench.command(monday, supervisor, override('漏列', 'I46')))).toBe('item-not-in-application');
    bench.command(monday, clerk, refuse());
    expect(codeOf(bench.command(monday, supervisor, override('漏列')))).toBe('application-refused');
  });
});

describe('departments that were asked before the notice', () => {
  it('find what they had not answered again, with five days anew; what they confirmed stays', () => {
    const bench = filing('dalian', 'online', ['I39', 'I46']);
    bench.command(monday, handler('housing'), accept('I46'));
    bench.command(at('2026-11-17 09:00'), clerk, tell());
    expect(bench.last('correctionIssued').data.itemCodes).toEqual(['I39', 'I46']);
    expect(codeOf(bench.command(at('2026-11-17 10:00'), handler('urban-management'), accept('I39')))).toBe(
      'correction-open',
    );
    bench.command(at('2026-11-18 20:00'), applicant, bring(['合同']));
    expect(bench.last('itemPushed').data).toMatchObject({
      itemCode: 'I39',
      round: 2,
      deadline: { dueAt: at('2026-11-25 17:30') },
    });
    bench.command(at('2026-11-19 10:00'), handler('urban-management'), accept('I39'));
    expect(bench.last('applicationAccepted').data).toMatchObject({
      accepted: ['I39', 'I46'],
      acceptedOn: '2026-11-19',
    });
  });

  it('the time that 大连 gives the notice only alerts', () => {
    const bench = filing('dalian').advance(at('2026-11-19 17:30'));
    expect(bench.types().filter((type) => type === 'correctionNoticeOverdue')).toHaveLength(1);
    expect(bench.state.items['I39']?.phase).toBe('pushed');
    expect(codeOf(bench.command(at('2026-11-20 09:00'), clerk, tell()))).toBe('done');
    const told = filing('dalian');
    told.command(monday, clerk, tell());
    expect(told.advance(at('2026-11-20 09:00')).types()).not.toContain('correctionNoticeOverdue');
  });
});

it('what a lapsed correction answers', () => {
  const bench = filing('jiangcheng');
  bench.command(monday, clerk, tell());
  bench.advance(at('2026-12-08 00:00'));
  for (const [kind, item] of [['accept'], ['requestCorrection'], ['supply', 'I39']])
    expect(answerOf(bench.closed, kind ?? '', item)?.code).toBe('correction-lapsed');
});
