/** Where the departments answer first: 襄州, the window's word follows (003 四1); 大连, the decision follows the last answer (004 二(五)). */
import { describe, expect, it } from '@jest/globals';
import {
  type ApplicationBench,
  accept,
  documents,
  filing,
  giveBack,
  notRequired,
  refuse,
} from './application-bench.ts';
import { answerOf, codeOf } from './bench.ts';
import { clerk, handler, local } from './cases.ts';

const at = local;
const day = at('2026-09-21 10:00');
const transport = handler('transport');
const urban = handler('urban-management');
const xiangzhou = (): ApplicationBench => filing({ region: 'xiangzhou', items: ['I29', 'I39'] });
const dalian = (): ApplicationBench => filing({ region: 'dalian', items: ['I29', 'I39'] });
const regions: [string, () => ApplicationBench][] = [
  ['襄州', xiangzhou],
  ['大连', dalian],
];
const facts = (bench: ApplicationBench): string[] =>
  bench.types().filter((type) => type !== 'documentIssued' && type !== 'firstContactAssigned');
const textOf = (outcome: ReturnType<ApplicationBench['command']>): string =>
  outcome.status === 'refused' ? outcome.problem.detail : '';

describe.each(regions)('%s', (region, file) => {
  it('every item is with its department at once, beside the check of the window', () => {
    const bench = file();
    expect(facts(bench)).toEqual(['checkOpened', 'itemPushed', 'itemPushed']);
    expect(bench.last('itemPushed').data).toMatchObject({
      itemCode: 'I39',
      department: 'urban-management',
      silence: 'receipt',
      deadline: { dueAt: at('2026-09-24 17:30') },
    });
  });

  it('an answer is not formal yet, and is given once', () => {
    const bench = file();
    expect(codeOf(bench.command(day, transport, accept('I29')))).toBe('done');
    expect(facts(bench).slice(3)).toEqual(['itemConfirmed']);
    expect(bench.state.items['I29']).toMatchObject({ phase: 'confirmed', department: 'transport' });
    expect(documents(bench, 'acceptance')).toEqual([]);
    expect(codeOf(bench.command(day, transport, accept('I29')))).toBe('item-confirmed');
    expect(codeOf(bench.command(day, transport, refuse('I29')))).toBe('item-confirmed');
  });

  it('only its holder answers an item', () => {
    const bench = file();
    expect(codeOf(bench.command(day, urban, accept('I29')))).toBe('not-the-holder');
    expect(codeOf(bench.command(day, urban, accept('I46')))).toBe('item-not-in-application');
  });

  it('a return is refused in any state', () => {
    const bench = file();
    expect(codeOf(bench.command(day, transport, giveBack('I29')))).toBe('no-return-here');
    bench.command(day, transport, refuse('I29'));
    bench.command(day, urban, refuse('I39'));
    expect(bench.state.concluded).toBe(true);
    expect(codeOf(bench.command(day, transport, giveBack('I29')))).toBe('no-return-here');
    expect(answerOf(bench.closed, 'return', 'I29')?.code).toBe('no-return-here');
    expect(answerOf(bench.closed, 'accept', 'I29')?.code).toBe('item-acceptance-refused');
  });

  it('refusal of acceptance is the department’s, with reasons and remedies, for its item alone', () => {
    const bench = file();
    const outcome = bench.command(day, clerk, refuse());
    expect(codeOf(outcome)).toBe('departments-refuse');
    expect(textOf(outcome)).toContain('业务部门');
    expect(codeOf(bench.command(day, transport, refuse('I29', ' ')))).toBe('reason-missing');
    expect(codeOf(bench.command(day, transport, refuse('I29', '施工不涉及公路')))).toBe('done');
    expect(bench.last('documentIssued').data).toMatchObject({
      issuer: '交通运输',
      seal: '交通运输印章',
      itemCode: 'I29',
    });
    expect(documents(bench, 'acceptanceRefusal')[0]).toMatch(/施工不涉及公路[^]*行政复议[^]*行政诉讼/);
    expect(bench.state.items['I39']).toMatchObject({ phase: 'pushed' });
    expect(bench.state.concluded).toBe(false);
  });

  it('all refused: acceptance is over, nothing was accepted', () => {
    const bench = file();
    bench.command(day, transport, refuse('I29'));
    bench.command(day, urban, refuse('I39'));
    expect(facts(bench).slice(3)).toEqual(['itemAcceptanceRefused', 'itemAcceptanceRefused', 'acceptanceConcluded']);
    expect(documents(bench, 'acceptanceRefusal')).toHaveLength(2);
    expect(documents(bench, 'acceptance')).toEqual([]);
  });

  it.each([
    ['nobody answered', [], 2],
    ['one of two answered', ['I29'], 2],
  ])('five days of silence accept the whole as of receipt: %s', (_name, confirmed, accepted) => {
    const bench = file();
    for (const code of confirmed) bench.command(day, transport, accept(code));
    expect(bench.advance(at('2026-09-24 17:29')).state.concluded).toBe(false);
    bench.advance(at('2026-09-24 17:30'));
    expect(bench.last('applicationAccepted').data).toMatchObject({ deemed: true, acceptedOn: '2026-09-18' });
    expect(bench.last('applicationAccepted').data.accepted).toHaveLength(accepted);
    expect(documents(bench, 'acceptance')).toHaveLength(1);
    expect(documents(bench, 'acceptance')[0]).toMatch(/行政许可法 32\(4\)[^]*视为受理[^]*受理日期:2026-09-18/);
    expect(codeOf(bench.late(at('2026-09-24 17:30'), transport, refuse('I29')))).toBe('item-deemed-accepted');
  });

  it('what a department refused in time stays refused when the rest is deemed accepted', () => {
    const bench = file();
    bench.command(day, transport, refuse('I29'));
    bench.advance(at('2026-09-24 17:30'));
    expect(bench.state.items).toMatchObject({ I29: { phase: 'refused' }, I39: { phase: 'accepted', deemed: true } });
    expect(bench.last('applicationAccepted').data).toMatchObject({ partial: true, accepted: ['I39'] });
  });

  it(`the clerk who first acts is the first contact (${region})`, () => {
    const bench = file();
    bench.command(day, clerk, refuse());
    expect(bench.types()).not.toContain('firstContactAssigned');
    const byClerk = filing({ region: 'xiangzhou', channel: 'onsite', items: ['I29'], by: clerk });
    expect(byClerk.last('firstContactAssigned').data).toEqual({ id: clerk.id, name: clerk.name });
  });
});

describe('襄州, the window', () => {
  it('accepts only when every department has confirmed, then at once', () => {
    const bench = xiangzhou();
    bench.command(day, transport, accept('I29'));
    const early = bench.command(day, clerk, accept());
    expect(codeOf(early)).toBe('departments-unconfirmed');
    expect(textOf(early)).toMatch(/确认/);
    expect(textOf(early)).toContain('I39');
    bench.command(day, urban, accept('I39'));
    expect(bench.state.concluded).toBe(false);
    expect(codeOf(bench.command(at('2026-09-22 09:00'), clerk, accept()))).toBe('done');
    expect(facts(bench).slice(5)).toEqual([
      'itemAccepted',
      'itemAccepted',
      'applicationAccepted',
      'acceptanceConcluded',
    ]);
    expect(bench.last('itemAccepted').data).toMatchObject({ deemed: false, acceptedOn: '2026-09-22' });
    const [text = ''] = documents(bench, 'acceptance');
    expect(text).toMatch(/涉路施工活动许可\(I29\)[^]*5个工作日[^]*2026-09-30[^]*I39[^]*10个工作日/);
    expect(bench.last('documentIssued').data).toMatchObject({ name: '受理通知书', issuer: '综合窗口' });
  });

  it('accepts what the departments have left', () => {
    const bench = xiangzhou();
    bench.command(day, transport, accept('I29'));
    bench.command(day, urban, refuse('I39', '处置场所不在本市'));
    expect(codeOf(bench.command(day, clerk, accept()))).toBe('done');
    expect(bench.last('applicationAccepted').data).toMatchObject({ partial: true, accepted: ['I29'] });
    expect(documents(bench, 'acceptance')[0]).toMatch(/I39\)不予受理/);
  });

  it('tells that no permit is needed, which a department cannot', () => {
    const bench = xiangzhou();
    expect(codeOf(bench.command(day, transport, notRequired('I29')))).toBe('not-required-by-window');
    expect(codeOf(bench.command(day, clerk, notRequired()))).toBe('done');
    expect(documents(bench, 'notRequired')[0]).toContain('不需要取得行政许可');
    expect(codeOf(bench.late(day, transport, accept('I29')))).toBe('application-not-required');
  });

  it('a period that ran out with the word of the window missing has run out', () => {
    const bench = xiangzhou();
    bench.command(day, transport, accept('I29'));
    bench.command(day, urban, accept('I39'));
    expect(codeOf(bench.command(at('2026-09-24 17:30'), clerk, accept()))).toBe('application-deemed-accepted');
  });
});

describe('大连, with the last answer', () => {
  it('everything is accepted and one decision issued, on that day, without the window', () => {
    const bench = dalian();
    bench.command(day, transport, accept('I29'));
    const window = bench.command(day, clerk, accept());
    expect(codeOf(window)).toBe('departments-answer');
    expect(textOf(window)).toContain('受理通知');
    expect(bench.command(at('2026-09-22 16:00'), urban, accept('I39'))).toMatchObject({ status: 'done' });
    expect(facts(bench).slice(3)).toEqual([
      'itemConfirmed',
      'itemConfirmed',
      'itemAccepted',
      'itemAccepted',
      'applicationAccepted',
      'acceptanceConcluded',
    ]);
    expect(bench.state.items['I29']).toMatchObject({ phase: 'accepted', acceptedOn: '2026-09-22' });
    expect(documents(bench, 'acceptance')).toHaveLength(1);
    expect(bench.last('documentIssued').data).toMatchObject({ name: '受理决定书', seal: '审批专用章' });
  });

  it('a last answer that refuses makes the others formal', () => {
    const bench = dalian();
    bench.command(day, transport, accept('I29'));
    bench.command(day, urban, refuse('I39', '处置场所不在本市'));
    expect(bench.last('applicationAccepted').data).toMatchObject({ partial: true, accepted: ['I29'] });
    expect(bench.state.items['I29']).toMatchObject({ phase: 'accepted', acceptedOn: '2026-09-21' });
  });

  it('an item that needs no permit is told so by its department; the others are accepted with that answer', () => {
    const bench = dalian();
    bench.command(day, transport, accept('I29'));
    expect(codeOf(bench.command(day, transport, notRequired('I39')))).toBe('not-the-holder');
    expect(codeOf(bench.command(day, urban, notRequired('I39', ' ')))).toBe('reason-missing');
    expect(codeOf(bench.command(day, urban, notRequired('I39', '弃土在本工地内利用')))).toBe('done');
    expect(facts(bench).slice(4)).toEqual([
      'itemNotRequired',
      'itemAccepted',
      'applicationAccepted',
      'acceptanceConcluded',
    ]);
    expect(bench.state.items['I39']).toMatchObject({ phase: 'notRequired', department: 'urban-management' });
    expect(documents(bench, 'notRequired')[0]).toMatch(
      /I39\),依法不需要取得行政许可[^]*弃土在本工地内利用[^]*行政复议/,
    );
    expect(documents(bench, 'acceptance')[0]).toMatch(/I39\)依法不需要取得行政许可/);
    expect(codeOf(bench.late(day, urban, accept('I39')))).toBe('item-not-required');
  });

  it('no item needs a permit: the whole is 不受理', () => {
    const bench = dalian();
    bench.command(day, transport, notRequired('I29'));
    bench.command(day, urban, notRequired('I39'));
    expect(facts(bench).at(-1)).toBe('acceptanceConcluded');
    expect(documents(bench, 'acceptance')).toEqual([]);
    expect(bench.machine.view(bench.state).state).toBe('不受理');
  });

  it('what is not within its powers is refused, and the right organ named', () => {
    const bench = dalian();
    bench.command(day, urban, refuse('I39', '不属于本机关职权范围', '市水务局'));
    expect(bench.last('itemAcceptanceRefused').data.competentAuthority).toBe('市水务局');
    expect(documents(bench, 'acceptanceRefusal')[0]).toContain('请向有关行政机关申请:市水务局。');
  });

  it('gives a receipt for the filing, which is no acceptance, and leaves 不受理 to the departments', () => {
    const bench = dalian();
    expect(documents(bench, 'filingReceipt')[0]).toContain('不是受理决定');
    expect(codeOf(bench.command(day, clerk, notRequired()))).toBe('departments-accept');
  });
});
