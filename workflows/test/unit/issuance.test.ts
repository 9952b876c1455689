/** A result from the decision to its delivery: hand-over, comparison, release. */
import { describe, expect, it } from '@jest/globals';
import { answerOf, codeOf } from './bench.ts';
import { local as at, clerk, handler } from './cases.ts';
import {
  byApplicant,
  byProxy,
  complete,
  correct,
  granted,
  handOver,
  type IssuanceBench,
  rejecting,
  unit,
} from './issuance-bench.ts';

const later = at('2026-11-16 11:00');
const noon = at('2026-11-16 12:00');
const phase = ({ state }: IssuanceBench): string => state.where.phase;
const textOf = (outcome: ReturnType<IssuanceBench['command']>): string =>
  outcome.status === 'refused' ? outcome.problem.detail : 'done';

describe('hand-over', () => {
  it('of a result that matches makes it ready, and the applicant is told', () => {
    const bench = granted();
    const facts = ['resultHandedOver', 'resultMatched', 'readyForPickup', 'documentIssued'];
    expect(bench.command(later, unit, handOver())).toEqual({ status: 'done', data: { facts } });
    expect(bench.types()).toEqual(['issuanceOpened', ...facts]);
    expect(phase(bench)).toBe('ready');
    const { data } = bench.last('documentIssued');
    expect(data).toMatchObject({
      documentId: 'issuance:430000-20260918-000001-I39~pickupNotice~1',
      kind: 'pickupNotice',
      name: '领取通知',
      issuer: '综合服务窗口',
      seal: '综合服务窗口印章',
      channels: ['sms', 'phone'],
      to: { name: '示例建设有限公司', uscc: '91430100MA4L00001J' },
      itemCode: 'I39',
    });
    expect(data.lines.join('')).toContain('授权委托书');
  });

  it.each([
    ['decidedOn', '决定日期'],
    ['documentNo', '文号'],
    ['validUntil', '有效期'],
  ] as const)('000-23: without %s it is refused, naming it', (field, word) => {
    const { [field]: _, ...rest } = complete;
    const bench = granted({ result: rest });
    const outcome = bench.command(later, unit, handOver());
    expect(codeOf(outcome)).toBe('result-data-missing');
    expect(textOf(outcome)).toContain(word);
    expect(phase(bench)).toBe('awaitingHandover');
    expect(bench.types()).toEqual(['issuanceOpened']);
  });

  it('policy 1.8-8: missing data are supplied with it, or before by a correction', () => {
    expect(codeOf(granted({ result: {} }).command(later, unit, handOver({ result: complete })))).toBe('done');
    const bench = granted({ result: {} });
    expect(bench.command(later, unit, correct({ result: complete }))).toMatchObject({
      data: { facts: ['resultCorrected'] },
    });
    expect(codeOf(bench.command(later, unit, handOver()))).toBe('done');
    expect(bench.last('resultHandedOver').data).toMatchObject({ round: 1, result: complete });
  });

  it('with a validity that ends before the decision is refused', () => {
    const wrong = { result: { validUntil: '2026-11-15' } };
    expect(codeOf(granted().command(later, unit, handOver(wrong)))).toBe('result-dates-wrong');
    expect(
      codeOf(granted({ result: {} }).command(later, unit, correct({ result: { ...complete, ...wrong.result } }))),
    ).toBe('result-dates-wrong');
  });

  it('is the department’s that decided, once', () => {
    const bench = granted();
    expect(codeOf(bench.command(later, handler('water'), handOver()))).toBe('not-the-holder');
    expect(codeOf(bench.command(later, handler('water'), correct({ result: complete })))).toBe('not-the-holder');
    bench.command(later, unit, handOver());
    expect(codeOf(bench.command(noon, unit, handOver()))).toBe('result-handed-over');
    expect(codeOf(bench.command(noon, unit, correct({ result: complete })))).toBe('result-handed-over');
  });

  it('a correction says what it corrects', () => {
    expect(codeOf(granted().command(later, unit, correct({})))).toBe('nothing-corrected');
    expect(codeOf(granted().command(later, unit, correct({ result: {}, subject: {} })))).toBe('nothing-corrected');
  });
});

describe('a result that differs from the application', () => {
  const other = { subject: { applicantName: '另一公司' } };
  const differences = [{ field: 'applicantName', accepted: '示例建设有限公司', stated: '另一公司' }];

  it('000-28: stays at the window in dispute, and is compared again at once when corrected', () => {
    const bench = granted();
    expect(bench.command(later, unit, handOver(other))).toMatchObject({
      data: { facts: ['resultHandedOver', 'discrepancyOpened'] },
    });
    expect(bench.last('discrepancyOpened')).toMatchObject({ basis: ['000 二(3)1'], data: { round: 1, differences } });
    expect(phase(bench)).toBe('discrepancy');
    const release = bench.command(later, clerk, byApplicant);
    expect(codeOf(release)).toBe('discrepancy-open');
    expect(textOf(release)).toContain('建设单位');
    expect(codeOf(bench.command(later, unit, handOver()))).toBe('discrepancy-open');
    bench.command(noon, unit, correct({ subject: { projectName: '另一项目' } }));
    expect(bench.last('discrepancyOpened').data.differences.map(({ field }) => field)).toEqual([
      'applicantName',
      'projectName',
    ]);
    bench.command(noon, unit, correct({ subject: bench.state.accepted }));
    expect(bench.types().slice(-4)).toEqual(['resultCorrected', 'resultMatched', 'readyForPickup', 'documentIssued']);
    expect(phase(bench)).toBe('ready');
  });

  it('003-30: is not received, goes back, and is handed over again', () => {
    const bench = granted({ slice: rejecting });
    bench.command(later, unit, handOver(other));
    expect(bench.last('resultRejected')).toMatchObject({
      basis: ['003 四3'],
      data: { round: 1, differences, handover: { key: 'handover:I39' } },
    });
    expect(phase(bench)).toBe('rejected');
    expect(codeOf(bench.command(later, clerk, byApplicant))).toBe('not-handed-over');
    bench.command(noon, unit, correct({ subject: bench.state.accepted }));
    expect(bench.types().at(-1)).toBe('resultCorrected');
    expect(phase(bench)).toBe('awaitingHandover');
    bench.command(noon, unit, handOver());
    expect(phase(bench)).toBe('ready');
    expect(bench.last('resultHandedOver').data.round).toBe(2);
  });
});

describe('release', () => {
  const ready = (region?: string): IssuanceBench => {
    const bench = granted(region === undefined ? {} : { region });
    bench.command(later, unit, handOver());
    return bench;
  };

  it('before the hand-over is refused', () => {
    const outcome = granted().command(later, clerk, byApplicant);
    expect(codeOf(outcome)).toBe('not-handed-over');
    expect(textOf(outcome)).toContain('移交');
  });

  it.each([[undefined], ['  ']])('000-30: a proxy without a letter of authority (%j) is refused', (authorisation) => {
    const bench = ready();
    const outcome = bench.command(noon, clerk, byProxy(authorisation));
    expect(codeOf(outcome)).toBe('authority-missing');
    expect(textOf(outcome)).toContain('授权委托书');
    expect(phase(bench)).toBe('ready');
  });

  it('against signature delivers, with a receipt, and closes', () => {
    const bench = ready();
    expect(bench.command(noon, clerk, byProxy('2026-11-16 委托书'))).toEqual({
      status: 'done',
      data: { facts: ['resultDelivered', 'documentIssued'] },
    });
    expect(bench.last('resultDelivered')).toMatchObject({
      at: noon,
      actor: clerk,
      data: { how: 'pickup', to: { kind: 'proxy', name: '李某', authorisation: '2026-11-16 委托书' } },
    });
    expect(bench.last('documentIssued').data).toMatchObject({ kind: 'deliveryReceipt', name: '送达回执' });
    expect(bench.last('documentIssued').data.lines.join()).toContain('李某');
    expect(bench.machine.finished(bench.state)).toBe(true);
    expect(bench.next()).toBeUndefined();
    for (const kind of ['pickUp', 'handOver', 'correct'])
      expect(answerOf(bench.closed, kind, 'I39')).toMatchObject({ code: 'result-delivered', title: '结果已送达' });
    for (const sent of [byApplicant, handOver(), correct({ result: complete })])
      expect(codeOf(bench.late(noon, sent.kind === 'pickUp' ? clerk : unit, sent))).toBe('result-delivered');
  });

  it('002-45: the department hears of the delivery where the region asks for it', () => {
    const bench = ready('hunan');
    expect(bench.command(noon, clerk, byApplicant)).toMatchObject({
      data: { facts: ['resultDelivered', 'documentIssued', 'deliveryFedBack'] },
    });
    expect(bench.last('deliveryFedBack')).toMatchObject({
      at: noon,
      basis: ['002 二(二)4(4)'],
      data: { department: 'urban-management' },
    });
  });
});

it('a fact that this release does not know changes nothing', () => {
  const { state, machine } = granted();
  expect(machine.apply(state, { type: 'somethingNewer', at: later, actor: unit, basis: [], data: {} })).toBe(state);
});

describe('a result whose application still lacks what could follow', () => {
  const supplied = (remaining: string[], at = later): Parameters<IssuanceBench['event']>[0] => ({
    id: `supplied-${String(remaining.length)}`,
    type: 'deficitSupplied',
    at,
    data: { remaining },
  });
  const pickUp = { kind: 'pickUp', body: { signer: { kind: 'applicant', name: '张某' } } } as const;

  it('is received and kept, and released with the last of it', () => {
    const bench = granted({ deficits: ['资金承诺', '合同'] });
    bench.command(later, unit, { kind: 'handOver', body: {} });
    expect(bench.types()).not.toContain('readyForPickup');
    expect(bench.last('resultHeld').data).toMatchObject({ deficits: ['资金承诺', '合同'] });
    expect(codeOf(bench.command(later, clerk, pickUp))).toBe('deficits-open');
    bench.event(supplied(['合同']));
    expect(codeOf(bench.command(later, clerk, pickUp))).toBe('deficits-open');
    bench.event(supplied([]));
    expect(bench.last('documentIssued').data).toMatchObject({ kind: 'pickupNotice' });
    expect(codeOf(bench.command(later, clerk, pickUp))).toBe('done');
  });

  it('is released at the hand-over if all of it has come before', () => {
    const bench = granted({ deficits: ['资金承诺'] });
    bench.event(supplied([], bench.last('issuanceOpened').at));
    bench.command(later, unit, { kind: 'handOver', body: {} });
    expect(bench.types()).toContain('readyForPickup');
    expect(bench.types()).not.toContain('resultHeld');
  });

  it('hears nothing new where nothing was missing', () => {
    const event = supplied([]);
    expect(granted().take({ kind: 'event', at: later, cause: 'e', event }).facts).toEqual([]);
  });
});

it('the operator reads who is waited for and until when', () => {
  const bench = granted();
  const { view } = bench.machine;
  expect(view(bench.state)).toMatchObject({
    state: '待移交',
    waiting: [{ who: '城管', text: '城管 移交 I39 的结果 · 应于 2026-11-17 17:30 前移交' }],
    attributes: { YcItemCode: 'I39', YcDepartment: '城管' },
  });
  bench.command(later, unit, handOver());
  expect(view(bench.state).waiting).toEqual([
    { who: '申请人', text: '申请人到综合服务窗口领取 I39 的结果 · 应于 2026-11-30 17:30 前送达' },
  ]);
});
