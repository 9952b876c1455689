/** A hearing on an item under review: told, asked for, held, recorded; what has to wait for it (行政许可法 46–48). */
import { describe, expect, it } from '@jest/globals';
import type { ItemCommand } from '../../src/item-review/messages.ts';
import { codeOf } from './bench.ts';
import { amended, local as at, handler } from './cases.ts';
import { type ItemBench, underReview } from './item-bench.ts';

type Sent = Pick<ItemCommand, 'kind' | 'body'>;
const unit = handler('urban-management');
const neighbours = '示例小区业主委员会';
const tell = (...parties: string[]): Sent => ({ kind: 'tellHearingRight', body: { parties } });
const request = (party = neighbours): Sent => ({ kind: 'requestHearing', body: { party } });
const start: Sent = { kind: 'startSpecialProcedure', body: { procedure: '听证', workingDays: 15 } };
const end: Sent = { kind: 'endSpecialProcedure', body: {} };
const announce = (when: string, presider = '王某'): Sent => ({
  kind: 'announceHearing',
  body: { heldAt: at(when), place: '区政务服务中心三楼', presider },
});
const record = (minutes = '各方意见记录在案', ...signedBy: string[]): Sent => ({
  kind: 'recordHearing',
  body: { minutes, signedBy },
});
const grant: Sent = { kind: 'grant', body: { result: {} } };
const deny: Sent = { kind: 'deny', body: { reasons: ['影响相邻采光'] } };

/** Promised in ten working days: due on 30 November. */
function i39(...acts: [when: string, sent: Sent][]): ItemBench {
  const bench = underReview('jiangcheng', 'I39', '2026-11-16 10:00');
  for (const [when, sent] of acts) expect(codeOf(bench.command(at(when), unit, sent))).toBe('done');
  return bench;
}
const try_ = (bench: ItemBench, when: string, sent: Sent): string => codeOf(bench.command(at(when), unit, sent));
const told: [string, Sent] = ['2026-11-16 11:00', tell(neighbours, ' ', neighbours)];
const asked: [string, Sent] = ['2026-11-18 10:00', request()];
const started: [string, Sent] = ['2026-11-18 11:00', start];
const announced: [string, Sent] = ['2026-11-18 12:00', announce('2026-11-30 09:30')];

describe('the right to a hearing', () => {
  it('is told to the applicant and to each party, with five working days up to 24:00', () => {
    const bench = i39(told);
    expect(bench.last('hearingRightTold').data).toMatchObject({
      parties: [neighbours],
      deadline: { dueDate: '2026-11-23', dueAt: at('2026-11-24 00:00') },
    });
    const documents = bench.facts.flatMap((fact) => (fact.type === 'documentIssued' ? [fact.data] : []));
    expect(documents).toMatchObject([
      { name: '听证告知书', to: { name: '示例建设有限公司' } },
      { name: '听证告知书', to: { name: neighbours } },
    ]);
    expect(new Set(documents.map(({ documentId }) => documentId)).size).toBe(2);
    expect(try_(bench, '2026-11-17 10:00', tell())).toBe('hearing-right-told');
  });

  it('lets a decision wait until the period has run out without a request', () => {
    const bench = i39(told);
    expect(try_(bench, '2026-11-23 23:59', grant)).toBe('hearing-owed');
    expect(try_(bench, '2026-11-24 00:00', grant)).toBe('done');
    expect(bench.last('hearingRightLapsed').at).toBe(at('2026-11-24 00:00'));
    expect(bench.last('itemGranted').basis).not.toContain('行政许可法 48¶2');
  });

  it.each([
    ['2026-11-23 23:59', neighbours, 'done'],
    ['2026-11-23 23:59', '示例建设有限公司', 'done'],
    ['2026-11-24 00:00', neighbours, 'hearing-request-late'],
    ['2026-11-20 10:00', '路人', 'not-a-party'],
  ])('asked for at %s by %s: %s', (when, party, code) => {
    expect(try_(i39(told), when, request(party))).toBe(code);
  });

  it('is asked for once, and not before it was told', () => {
    expect(try_(i39(), '2026-11-17 10:00', request())).toBe('hearing-right-not-told');
    expect(try_(i39(told, asked), '2026-11-19 10:00', request())).toBe('hearing-requested');
  });

  it('moves with the calendar', () => {
    const bench = i39(told);
    bench.amend(amended(2, '2026-11-20', false, at('2026-11-18 10:00')), at('2026-11-18 10:00'));
    expect(bench.state.hearing?.right?.until.dueDate).toBe('2026-11-24');
  });
});

describe('a hearing that was asked for', () => {
  it('is to be held within twenty working days; later is a fact, and it stays owed', () => {
    const bench = i39(told, asked);
    expect(bench.last('hearingRequested').data.deadline.dueDate).toBe('2026-12-16');
    expect(try_(bench, '2026-12-17 10:00', deny)).toBe('hearing-owed');
    expect(bench.types().filter((type) => type === 'hearingOverdue')).toHaveLength(1);
    expect(bench.last('hearingOverdue').at).toBe(at('2026-12-16 17:30'));
  });

  it.each([
    ['2026-11-26 09:30', '王某', 'hearing-time-wrong'],
    ['2026-11-27 09:30', '王某', 'done'],
    ['2026-12-16 17:00', '王某', 'done'],
    ['2026-12-16 17:30', '王某', 'hearing-time-wrong'],
    ['2026-11-30 09:30', 'handler-urban-management', 'presider-reviews'],
  ])('announced on 18 November for %s under %s: %s', (when, presider, code) => {
    expect(try_(i39(told, asked, started), '2026-11-18 12:00', announce(when, presider))).toBe(code);
  });

  it('is announced once its time has been told as that of a special procedure', () => {
    expect(try_(i39(told, asked), '2026-11-18 12:00', announce('2026-11-30 09:30'))).toBe('no-hearing');
  });

  it('is held, recorded and ended before the decision, which rests on its record', () => {
    const bench = i39(told, asked, started, announced);
    expect(bench.last('documentIssued').data).toMatchObject({ name: '听证通知书', to: { name: neighbours } });
    expect(bench.last('documentIssued').data.lines.join()).toContain('2026-11-30 09:30');
    expect(try_(bench, '2026-11-30 09:29', record('笔录', neighbours))).toBe('hearing-not-held');
    expect(try_(bench, '2026-11-30 11:00', end)).toBe('hearing-owed');
    expect(try_(bench, '2026-11-30 11:00', record('笔录'))).toBe('reason-missing');
    expect(try_(bench, '2026-11-30 11:00', record(' ', neighbours))).toBe('reason-missing');
    expect(try_(bench, '2026-11-30 11:00', record('笔录', neighbours))).toBe('done');
    expect(try_(bench, '2026-11-30 12:00', record('笔录', neighbours))).toBe('hearing-held');
    expect(try_(bench, '2026-11-30 12:00', announce('2026-12-15 09:30'))).toBe('hearing-held');
    expect(try_(bench, '2026-11-30 12:00', grant)).toBe('special-procedure-runs');
    expect(try_(bench, '2026-11-30 12:00', end)).toBe('done');
    expect(bench.state.due?.dueDate).toBe('2026-12-10');
    expect(try_(bench, '2026-12-01 10:00', deny)).toBe('done');
    expect(bench.last('itemDenied').basis).toContain('行政许可法 48¶2');
    expect(bench.types()).not.toContain('hearingOverdue');
  });
});

it('a hearing that the organ holds by itself (46) needs no request, and its record all the same once it is announced', () => {
  const bench = i39(['2026-11-16 11:00', start], ['2026-11-16 12:00', announce('2026-11-26 09:30')]);
  expect(try_(bench, '2026-11-26 10:00', end)).toBe('hearing-owed');
  expect(try_(bench, '2026-11-26 10:00', record('笔录', '王某'))).toBe('done');
  expect(try_(bench, '2026-11-26 11:00', end)).toBe('done');
});

it('the procedure ends at once where the right was told under it and nobody asked in time', () => {
  const bench = i39(['2026-11-16 10:30', start], told);
  expect(try_(bench, '2026-11-23 10:00', end)).toBe('hearing-owed');
  expect(try_(bench, '2026-11-24 09:00', end)).toBe('done');
  expect(try_(bench, '2026-11-24 09:00', grant)).toBe('done');
});
