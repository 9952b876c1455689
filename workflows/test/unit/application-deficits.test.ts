/** 容缺: 江城 accepts and holds the result (000 三(六)); 大连 takes the filing in, before any acceptance (004 二(五)). */
import { describe, expect, it } from '@jest/globals';
import {
  type ApplicationBench,
  accept,
  acceptWith,
  documents,
  filing,
  paper,
  refuse,
  supply,
} from './application-bench.ts';
import { answerOf, codeOf } from './bench.ts';
import { amended, applicant, clerk, handler, local } from './cases.ts';

const at = local;
const day = at('2026-09-21 10:00');
const later = at('2026-09-23 16:00');
/** Fifteen working days after `day`, over the National Day holiday. */
const lapse = at('2026-10-20 00:00');
const housing = handler('housing');
const urban = handler('urban-management');
const material = '资金承诺';
const holding = (...items: string[]): ApplicationBench =>
  filing({ region: 'jiangcheng', items: items.length > 0 ? items : ['I46'] });
const before = (...items: string[]): ApplicationBench =>
  filing({ region: 'dalian', items: items.length > 0 ? items : ['I46'] });
const deficits = (...named: string[]) => acceptWith({ deficits: named });

describe('江城', () => {
  it('accepts formally, names the deficit in the acceptance and in a notice of its own', () => {
    const bench = holding('I46', 'I39');
    expect(codeOf(bench.command(day, clerk, deficits(material)))).toBe('done');
    const accepted = bench.facts.flatMap((fact) => (fact.type === 'itemAccepted' ? [fact.data] : []));
    expect(accepted).toMatchObject([{ itemCode: 'I46', deficits: [material] }, { itemCode: 'I39' }]);
    expect(accepted[1]).not.toHaveProperty('deficits');
    expect(documents(bench, 'deficits')).toHaveLength(1);
    expect(documents(bench, 'deficits')[0]).toMatch(/资金承诺[^]*承诺办理时限内补交/);
    expect(documents(bench, 'acceptance')).toHaveLength(1);
  });

  it.each([
    ['000-47: an item decided on the spot', 'I47', '公示', 'deficit-immediate-item', '即办'],
    ['000-49: a main material', 'I46', '合同', 'deficit-main-material', '主要材料'],
    ['000-48: an item without such materials', 'I45', '审图意见', 'deficit-main-material', '主要材料'],
    ['what is no material of the filing', 'I46', '消纳场证明', 'deficit-unknown-material', '消纳场证明'],
  ])('%s is refused', (_name, item, named, code, word) => {
    const bench = holding(item);
    const outcome = bench.command(day, clerk, deficits(named));
    expect(codeOf(outcome)).toBe(code);
    expect(outcome.status === 'refused' && outcome.problem.detail).toContain(word);
    expect(bench.state.items[item]?.phase).toBe('notPushed');
  });

  it('what the filing lacks besides keeps it from being accepted with deficits', () => {
    const materials = { I46: ['申请表', '用地手续', '规划许可', '中标通知书', '审图合格书', '工伤保险'] };
    const bench = filing({ region: 'jiangcheng', items: ['I46'], materials });
    const outcome = bench.command(day, clerk, deficits(material));
    expect(codeOf(outcome)).toBe('materials-missing');
    expect(outcome.status === 'refused' && outcome.problem.detail).toContain('合同');
  });

  it('one material of several items is missing where it was not filed', () => {
    const bench = filing({ region: 'jiangcheng', items: ['I39', 'I40'], materials: { I39: ['运输时间路线', '合同'] } });
    bench.command(day, clerk, deficits('消纳场证明'));
    expect(bench.state.deficits).toEqual([{ itemCode: 'I39', materials: ['消纳场证明'] }]);
  });

  it('the deficit is supplied after acceptance; the case is over when it and the paper set are in', () => {
    const bench = holding();
    bench.command(day, clerk, deficits(material));
    expect(bench.state.concluded).toBe(true);
    expect(bench.machine.finished(bench.state)).toBe(false);
    expect(bench.next()).toBeUndefined();
    expect(codeOf(bench.command(later, applicant, supply('合同')))).toBe('no-deficit');
    expect(codeOf(bench.command(later, applicant, supply(material)))).toBe('done');
    expect(bench.last('deficitSupplied').data).toEqual({ materials: [material], remaining: [] });
    expect(bench.closed).toBeUndefined();
    expect(codeOf(bench.command(later, clerk, refuse()))).toBe('application-accepted');
    expect(codeOf(bench.command(later, clerk, paper()))).toBe('done');
    expect(bench.machine.finished(bench.state)).toBe(true);
    expect(answerOf(bench.closed, 'supplyDeficits')?.code).toBe('no-deficit');
    expect(answerOf(bench.closed, 'receivePaper')?.code).toBe('paper-received');
    expect(answerOf(bench.closed, 'accept')?.code).toBe('application-accepted');
  });
});

describe('大连', () => {
  it('is no acceptance: told what is missing, no period runs, nothing is deemed', () => {
    const bench = before();
    expect(codeOf(bench.command(day, clerk, deficits(material)))).toBe('done');
    expect(bench.last('preAccepted').data).toMatchObject({
      deficits: [{ itemCode: 'I46', materials: [material] }],
      deadline: { key: 'deficits', dueAt: lapse, basis: expect.arrayContaining(['default']) },
    });
    expect(documents(bench, 'deficits')[0]).toMatch(/不是正式受理[^]*2026-10-19 24:00之前补齐/);
    expect(bench.next()).toBe(lapse);
    expect(bench.machine.open(bench.state).deadlines.map(({ key }) => key)).toEqual(['deficits']);
    bench.advance(at('2026-10-19 23:59'));
    expect(bench.state.concluded).toBe(false);
    expect(bench.machine.view(bench.state)).toMatchObject({
      due: ['I46 已推送住建(第1轮),期限停止,等待申请人', '申请人补交容缺材料,2026-10-19 24:00 届满(default)'],
      state: '已预受理',
      waiting: [{ who: '申请人', text: expect.stringContaining('逾期终止') }],
    });
  });

  it('not completed in time it is at its end: told in writing, never accepted, filed anew at will', () => {
    const bench = before();
    bench.command(day, clerk, deficits(material));
    bench.advance(lapse);
    expect(bench.types().slice(-3)).toEqual(['deficitsLapsed', 'documentIssued', 'acceptanceConcluded']);
    expect(bench.last('deficitsLapsed')).toMatchObject({ at: lapse, basis: expect.arrayContaining(['default']) });
    expect(documents(bench, 'correctionLapse')[0]).toMatch(/资金承诺[^]*可以重新申报/);
    expect(bench.machine.view(bench.state)).toMatchObject({ state: '补正逾期终止', waiting: [] });
    expect(codeOf(bench.late(lapse, applicant, supply(material)))).toBe('deficits-lapsed');
    expect(codeOf(bench.late(lapse, housing, accept('I46')))).toBe('deficits-lapsed');
  });

  it('in parts is not enough: only what still lacks something is at its end, for the others the five days begin', () => {
    const bench = before('I46', 'I39');
    bench.command(day, clerk, deficits(material, '消纳场证明'));
    bench.command(later, applicant, supply(material));
    bench.advance(lapse);
    expect(bench.state.items).toMatchObject({ I39: { phase: 'lapsed' }, I46: { phase: 'pushed' } });
    expect(bench.last('checkOpened').data.round).toBe(2);
    expect(codeOf(bench.command(at('2026-10-20 10:00'), housing, accept('I46')))).toBe('done');
    expect(bench.last('applicationAccepted').data).toMatchObject({ partial: true, accepted: ['I46'] });
    expect(documents(bench, 'acceptance')[0]).toContain('(I39)逾期未补齐材料');
  });

  it('what the others answered meanwhile becomes formal with it', () => {
    const bench = before('I46', 'I39');
    bench.command(day, clerk, deficits(material));
    bench.command(later, urban, accept('I39'));
    bench.advance(lapse);
    expect(bench.last('applicationAccepted').data).toMatchObject({ accepted: ['I39'] });
    expect(bench.state.concluded).toBe(true);
  });

  it('an amendment of the calendar moves it', () => {
    const bench = before();
    bench.command(day, clerk, deficits(material));
    bench.amend(amended(2, '2026-10-19', false, later), later);
    expect(bench.next()).toBe(at('2026-10-21 00:00'));
  });

  it('is told once, and its department does not answer before it is complete', () => {
    const bench = before();
    bench.command(day, clerk, deficits(material));
    expect(codeOf(bench.command(day, clerk, deficits(material)))).toBe('deficits-open');
    expect(codeOf(bench.command(day, housing, accept('I46')))).toBe('deficits-open');
  });

  it('complete, the five days begin anew, the department answers, the acceptance is formal', () => {
    const bench = before();
    bench.command(day, clerk, deficits(material));
    expect(codeOf(bench.command(later, applicant, supply(material)))).toBe('done');
    expect(bench.last('checkOpened').data).toMatchObject({ round: 2, deadline: { dueAt: at('2026-10-08 17:30') } });
    expect(bench.last('itemPushed').data).toMatchObject({ itemCode: 'I46', department: 'housing', round: 2 });
    expect(codeOf(bench.command(later, housing, accept('I46')))).toBe('done');
    expect(bench.last('applicationAccepted').data).toMatchObject({ acceptedOn: '2026-09-23' });
    expect(documents(bench, 'acceptance')).toHaveLength(1);
    expect(documents(bench, 'filingReceipt')).toHaveLength(1);
  });

  it('silence after it was completed accepts as of the day it was completed', () => {
    const bench = before();
    bench.command(day, clerk, deficits(material));
    bench.command(later, applicant, supply(material));
    bench.advance(at('2026-10-08 17:30'));
    expect(bench.last('applicationAccepted').data).toMatchObject({ deemed: true, acceptedOn: '2026-09-23' });
  });

  it('in parts: the period stands still until the last is in', () => {
    const bench = before('I46', 'I39');
    bench.command(day, clerk, deficits(material, '消纳场证明'));
    bench.command(later, applicant, supply(material));
    expect(bench.last('deficitSupplied').data.remaining).toEqual([{ itemCode: 'I39', materials: ['消纳场证明'] }]);
    expect(bench.next()).toBe(lapse);
    expect(codeOf(bench.command(later, urban, accept('I39')))).toBe('deficits-open');
    bench.command(later, applicant, supply('消纳场证明'));
    expect(bench.next()).toBe(at('2026-10-08 17:30'));
  });

  it('the item that was waited for is refused: the period of the others begins anew', () => {
    const bench = before('I46', 'I39');
    bench.command(day, clerk, deficits(material));
    bench.command(later, housing, refuse('I46'));
    expect(bench.last('checkOpened').data.round).toBe(2);
    expect(bench.next()).toBe(at('2026-10-08 17:30'));
    bench.command(later, urban, accept('I39'));
    expect(bench.last('applicationAccepted').data).toMatchObject({ partial: true, accepted: ['I39'] });
  });

  it('the item that was waited for is refused last: the others are accepted at once', () => {
    const bench = before('I46', 'I39');
    bench.command(day, clerk, deficits(material));
    bench.command(day, urban, accept('I39'));
    bench.command(later, housing, refuse('I46'));
    expect(bench.last('applicationAccepted').data).toMatchObject({ accepted: ['I39'], acceptedOn: '2026-09-23' });
    expect(bench.types().filter((type) => type === 'checkOpened')).toHaveLength(1);
  });
});

it.each(['hunan', 'xiangzhou'])('%s knows no 容缺', (region) => {
  const bench = filing({ region, channel: 'onsite', items: ['I46'] });
  const outcome = bench.command(day, clerk, deficits(material));
  expect(codeOf(outcome)).toBe('no-deficits-here');
  expect(outcome.status === 'refused' && outcome.problem.title).toContain('容缺');
  expect(codeOf(bench.command(day, applicant, supply(material)))).toBe('no-deficit');
});
