/** Where the window accepts: 江城, and 湖南 on site. It answers for the whole filing (000 三(二); 002 二(二)3(1)). */
import { describe, expect, it } from '@jest/globals';
import {
  type ApplicationBench,
  accept,
  giveBack,
  notRequired,
  onsite,
  refuse,
  reroute,
  type Sent,
  window,
} from './application-bench.ts';
import { answerOf, codeOf } from './bench.ts';
import { clerk, coordinator, handler, local } from './cases.ts';

const at = local;
const day = at('2026-09-21 10:00');
const regions: [string, () => ApplicationBench][] = [
  ['江城', () => window()],
  ['湖南现场', () => onsite()],
];

describe.each(regions)('%s', (_, file) => {
  it('opens the check, due at the close of the fifth working day', () => {
    const bench = file();
    expect(bench.types()).toEqual(['checkOpened']);
    expect(bench.last('checkOpened').data.deadline).toMatchObject({ key: 'statutory', dueAt: at('2026-09-24 17:30') });
    expect(bench.next()).toBe(at('2026-09-24 17:30'));
  });

  it('accepts every item at once', () => {
    const bench = file();
    expect(bench.command(day, clerk, accept())).toMatchObject({ status: 'done' });
    expect(bench.types().slice(1)).toEqual([
      'itemAccepted',
      'itemAccepted',
      'applicationAccepted',
      'acceptanceConcluded',
    ]);
    expect(bench.last('applicationAccepted')).toMatchObject({
      actor: clerk,
      data: { deemed: false, partial: false, acceptedOn: '2026-09-21', accepted: ['I46', 'I40'] },
    });
  });

  it.each([
    ['refuses', refuse(), 'applicationRefused', '行政许可法 32(2)'],
    ['says that no permit is needed', notRequired(), 'applicationNotRequired', '行政许可法 32(1)'],
  ] as const)('%s', (_name, sent, type, clause) => {
    const bench = file();
    expect(codeOf(bench.command(day, clerk, sent))).toBe('done');
    expect(bench.types().slice(1)).toEqual([type, 'acceptanceConcluded']);
    expect(bench.last(type).basis).toContain(clause);
    expect(bench.last('acceptanceConcluded').data).toEqual({ accepted: [], notAccepted: ['I46', 'I40'] });
    expect(bench.machine.finished(bench.state)).toBe(true);
  });

  it.each([
    ['before the instant', '2026-09-24 17:29', 'notPushed'],
    ['at the instant', '2026-09-24 17:30', 'accepted'],
    ['after it', '2026-10-09 09:00', 'accepted'],
  ])('five days of silence, %s', (_name, when, phase) => {
    expect(file().advance(at(when)).state.items['I46']?.phase).toBe(phase);
  });

  it('is accepted by law as of receipt', () => {
    const bench = file().advance(at('2026-09-24 17:30'));
    expect(bench.last('itemAccepted')).toMatchObject({
      at: at('2026-09-24 17:30'),
      basis: ['行政许可法 32(4)', '行政许可法 82'],
      data: { deemed: true, acceptedOn: '2026-09-18' },
    });
    expect(bench.last('applicationAccepted').data).toMatchObject({ deemed: true, acceptedOn: '2026-09-18' });
  });

  it('knows no return and no item of its own', () => {
    const bench = file();
    const urban = handler('urban-management');
    expect(codeOf(bench.command(day, urban, giveBack('I40', 'water')))).toBe('no-return-here');
    expect(codeOf(bench.command(day, urban, accept('I40')))).toBe('window-accepts');
    expect(codeOf(bench.command(day, urban, refuse('I40')))).toBe('window-accepts');
    expect(codeOf(bench.command(day, coordinator, reroute('I40', 'water')))).toBe('item-not-returned');
    expect(codeOf(bench.command(day, coordinator, reroute('I39', 'water')))).toBe('item-not-in-application');
  });

  it.each([
    ['refuse', refuse(undefined, ' ')],
    ['notRequired', notRequired(undefined, '')],
  ] as const)('%s needs a reason', (_name, sent) => {
    expect(codeOf(file().command(day, clerk, sent))).toBe('reason-missing');
  });
});

describe('after the window has spoken', () => {
  const words: Record<string, Sent> = { accept: accept(), refuse: refuse(), notRequired: notRequired() };
  const codes: Record<string, string> = {
    accept: 'application-accepted',
    refuse: 'application-refused',
    notRequired: 'application-not-required',
  };
  const pairs = Object.entries(words).flatMap(([first, one]) =>
    Object.entries(words).map(([second, two]) => [first, second, one, two] as const),
  );

  it.each(pairs)('%s, then %s: refused as the closing fact says', (first, second, one, two) => {
    const bench = window();
    bench.command(day, clerk, one);
    const { length } = bench.facts;
    const code = codeOf(bench.late(day, clerk, two));
    expect(code).toBe(codes[first]);
    expect(bench.facts).toHaveLength(length);
    expect(answerOf(bench.closed, second)?.code).toBe(codes[first]);
  });

  it('at the instant of silence a word comes too late', () => {
    const bench = window();
    expect(codeOf(bench.command(at('2026-09-24 17:30'), clerk, refuse()))).toBe('application-deemed-accepted');
  });
});
