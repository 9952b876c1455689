/** 湖南 online: departments accept; one working day of silence accepts as of expiry (002 二(一)2(2)). */
import { describe, expect, it } from '@jest/globals';
import { accept, documents, filing, giveBack, notRequired, online, refuse, reroute } from './application-bench.ts';
import { answerOf, codeOf } from './bench.ts';
import { coordinator, handler, local } from './cases.ts';

const at = local;
const urban = handler('urban-management');

describe('filing', () => {
  it('pushes every item to its department at once, for one working day', () => {
    const bench = online();
    expect(bench.types()).toEqual(['itemPushed', 'itemPushed', 'itemPushed']);
    expect(bench.last('itemPushed').data).toMatchObject({
      itemCode: 'I29',
      department: 'transport',
      round: 1,
      silence: 'expiry',
      deadline: { dueDate: '2026-09-20', dueAt: at('2026-09-20 17:30') },
    });
    expect(bench.next()).toBe(at('2026-09-20 17:30'));
    expect(bench.state.statutory.dueAt).toBe(at('2026-09-24 17:30'));
  });
});

describe('an answer of the department that holds the item', () => {
  it('accepts it on the day of the act', () => {
    const bench = online();
    expect(bench.command(at('2026-09-18 15:00'), urban, accept('I40'))).toEqual({
      status: 'done',
      data: { facts: ['itemAccepted'] },
    });
    expect(bench.last('itemAccepted')).toMatchObject({
      at: at('2026-09-18 15:00'),
      actor: urban,
      data: { itemCode: 'I40', deemed: false, acceptedOn: '2026-09-18' },
    });
  });

  it('refuses acceptance with reason and clause', () => {
    const bench = online();
    bench.command(at('2026-09-18 15:00'), urban, refuse('I40'));
    expect(bench.last('itemAcceptanceRefused')).toMatchObject({
      basis: ['行政许可法 32', '行政许可法 32(2)'],
      data: { itemCode: 'I40', reason: '不符合法定条件' },
    });
  });

  it('tells that no permit is needed, in writing, under its own name', () => {
    const bench = filing({ region: 'hunan', items: ['I46', 'I40'] });
    expect(codeOf(bench.command(at('2026-09-18 15:00'), urban, notRequired('I40', '不向城镇排水管网排水')))).toBe(
      'done',
    );
    expect(bench.last('itemNotRequired')).toMatchObject({
      basis: ['行政许可法 32(1)'],
      data: { itemCode: 'I40', department: 'urban-management', reason: '不向城镇排水管网排水' },
    });
    expect(bench.last('documentIssued').data).toMatchObject({ name: '不受理告知书', issuer: '城管', itemCode: 'I40' });
    expect(documents(bench, 'notRequired')[0]).toContain('不向城镇排水管网排水');
    expect(bench.state.concluded).toBe(false);
    bench.command(at('2026-09-18 16:00'), handler('housing'), accept('I46'));
    expect(bench.last('applicationAccepted').data).toMatchObject({ partial: true, accepted: ['I46'] });
  });

  it('returns it to a named unit, which gets a working day of its own', () => {
    const bench = online(['I40']);
    bench.command(at('2026-09-20 16:00'), urban, giveBack('I40', 'water'));
    expect(bench.types().slice(1)).toEqual(['itemReturned', 'itemPushed']);
    expect(bench.last('itemPushed').data).toMatchObject({
      department: 'water',
      round: 2,
      reason: '不属于本单位办理',
      deadline: { dueAt: at('2026-09-21 17:30') },
    });
  });

  it('returns it without a named unit: the coordinator opens the next round', () => {
    const bench = online(['I40']);
    bench.command(at('2026-09-18 15:00'), urban, giveBack('I40'));
    expect(bench.state.items['I40']).toMatchObject({ phase: 'returned', reason: '不属于本单位办理' });
    expect(bench.next()).toBe(at('2026-09-24 17:30'));
    expect(codeOf(bench.command(at('2026-09-21 09:00'), coordinator, reroute('I40', 'water')))).toBe('done');
    expect(bench.last('itemPushed').data).toMatchObject({
      department: 'water',
      round: 2,
      deadline: { dueAt: at('2026-09-22 17:30') },
    });
  });
});

describe('silence', () => {
  it.each([
    ['before the instant', '2026-09-20 17:29', 'pushed'],
    ['at the instant', '2026-09-20 17:30', 'accepted'],
    ['after it', '2026-09-22 09:00', 'accepted'],
  ])('%s', (_, when, phase) => {
    const bench = online(['I40']).advance(at(when));
    expect(bench.state.items['I40']?.phase).toBe(phase);
  });

  it('accepts at the instant, as of expiry, by law', () => {
    const bench = online(['I40']).advance(at('2026-10-10 12:00'));
    expect(bench.last('itemAccepted')).toMatchObject({
      at: at('2026-09-20 17:30'),
      actor: { role: 'system' },
      basis: ['002 二(一)2(2)'],
      data: { deemed: true, acceptedOn: '2026-09-20', department: 'urban-management' },
    });
  });

  it('overtakes a return at the same instant, not one a millisecond before', () => {
    const late = online(['I40']);
    expect(codeOf(late.command(at('2026-09-20 17:30'), urban, giveBack('I40')))).toBe('item-deemed-accepted');
    const early = online(['I40']);
    expect(codeOf(early.command('2026-09-20T09:29:59.999Z', urban, giveBack('I40')))).toBe('done');
  });

  it('accepts all that fall due at one instant together', () => {
    const bench = online().advance(at('2026-09-20 17:30'));
    expect(bench.types().slice(3)).toEqual([
      'itemAccepted',
      'itemAccepted',
      'itemAccepted',
      'applicationAccepted',
      'acceptanceConcluded',
    ]);
    expect(bench.last('applicationAccepted').data).toMatchObject({ deemed: true, partial: false });
  });
});

describe('illegal commands', () => {
  const water = handler('water');
  const day = at('2026-09-18 15:00');

  it.each([
    ['accept by another unit', water, accept('I40'), 'not-the-holder'],
    ['return by another unit', water, giveBack('I40'), 'not-the-holder'],
    ['refuse by another unit', water, refuse('I40'), 'not-the-holder'],
    ['not required by another unit', water, notRequired('I40'), 'not-the-holder'],
    ['not required of an item not filed', urban, notRequired('I39'), 'item-not-in-application'],
    ['not required without a reason', urban, notRequired('I40', ' '), 'reason-missing'],
    ['accept an item not filed', urban, accept('I39'), 'item-not-in-application'],
    ['return an item not filed', urban, giveBack('I39'), 'item-not-in-application'],
    ['refuse an item not filed', urban, refuse('I39'), 'item-not-in-application'],
    ['reroute an item not filed', coordinator, reroute('I39', 'water'), 'item-not-in-application'],
    ['return without a reason', urban, giveBack('I40', undefined, '  '), 'reason-missing'],
    ['refuse without a reason', urban, refuse('I40', ''), 'reason-missing'],
    ['return to itself', urban, giveBack('I40', 'urban-management'), 'returned-to-itself'],
    ['reroute what was not returned', coordinator, reroute('I40', 'water'), 'item-not-returned'],
    ['accept as a window', handler('housing'), accept(), 'departments-accept'],
    ['refuse as a window', handler('housing'), refuse(), 'departments-accept'],
    ['not required', handler('housing'), { kind: 'notRequired', body: { reason: '不需要' } }, 'departments-accept'],
  ] as const)('%s: %s', (_, actor, sent, code) => {
    const bench = online();
    const before = bench.state;
    expect(codeOf(bench.command(day, actor, sent))).toBe(code);
    expect(bench.state).toBe(before);
  });

  const settled = {
    accepted: [accept('I40'), 'item-accepted'],
    refused: [refuse('I40'), 'item-acceptance-refused'],
    notRequired: [notRequired('I40'), 'item-not-required'],
    returned: [giveBack('I40'), 'item-returned'],
  } as const;

  it.each(
    Object.entries(settled).flatMap(([phase, [first, code]]) =>
      [accept('I40'), giveBack('I40'), refuse('I40'), notRequired('I40')].map(
        (second) => [phase, second, first, code] as const,
      ),
    ),
  )('an item %s answers %j with its refusal', (_, second, first, code) => {
    const bench = online();
    bench.command(day, urban, first);
    expect(codeOf(bench.command(at('2026-09-18 16:00'), urban, second))).toBe(code);
  });

  it.each([
    ['accepted', accept('I40'), 'item-accepted'],
    ['refused', refuse('I40'), 'item-acceptance-refused'],
  ] as const)('an item %s cannot be rerouted', (_, first, code) => {
    const bench = online();
    bench.command(day, urban, first);
    expect(codeOf(bench.command(day, coordinator, reroute('I40', 'water')))).toBe(code);
  });

  it('a reroute needs a reason', () => {
    const bench = online();
    bench.command(day, urban, giveBack('I40'));
    expect(codeOf(bench.command(day, coordinator, reroute('I40', 'water', ' ')))).toBe('reason-missing');
  });

  it('after a reroute only the new holder answers', () => {
    const bench = online();
    bench.command(day, urban, giveBack('I40', 'water'));
    expect(codeOf(bench.command(day, urban, accept('I40')))).toBe('not-the-holder');
    expect(codeOf(bench.command(day, water, accept('I40')))).toBe('done');
  });

  it('names the clause it breaks', () => {
    const outcome = online(['I40']).command(at('2026-09-20 17:30'), urban, giveBack('I40'));
    expect(outcome).toMatchObject({
      status: 'refused',
      problem: { clause: '002 二(一)2(2)', title: '该事项已视为受理' },
    });
  });
});

describe('the end of acceptance', () => {
  it('comes with the last answer; one item refused makes it partial', () => {
    const bench = online(['I46', 'I40']);
    bench.command(at('2026-09-18 11:00'), handler('housing'), accept('I46'));
    bench.command(at('2026-09-20 11:00'), urban, refuse('I40'));
    expect(bench.types().slice(-3)).toEqual(['itemAcceptanceRefused', 'applicationAccepted', 'acceptanceConcluded']);
    expect(bench.last('applicationAccepted').data).toEqual({
      deemed: false,
      partial: true,
      acceptedOn: '2026-09-18',
      accepted: ['I46'],
    });
    expect(bench.last('acceptanceConcluded').data).toEqual({ accepted: ['I46'], notAccepted: ['I40'] });
    expect(bench.machine.finished(bench.state)).toBe(true);
    expect(bench.next()).toBeUndefined();
  });

  it('accepts nothing where every item is refused', () => {
    const bench = online(['I40']);
    bench.command(at('2026-09-18 11:00'), urban, refuse('I40'));
    expect(bench.types().slice(1)).toEqual(['itemAcceptanceRefused', 'acceptanceConcluded']);
  });

  it('waits for the fifth working day while an item is returned, which then stays so for good', () => {
    const bench = online(['I46', 'I40']);
    bench.command(at('2026-09-18 11:00'), handler('housing'), accept('I46'));
    bench.command(at('2026-09-18 15:00'), urban, giveBack('I40'));
    expect(bench.last('applicationAccepted').data).toMatchObject({ partial: true, accepted: ['I46'] });
    expect(bench.machine.finished(bench.state)).toBe(false);
    bench.advance(at('2026-09-24 17:29'));
    expect(bench.machine.finished(bench.state)).toBe(false);
    bench.advance(at('2026-09-24 17:30'));
    expect(bench.last('acceptanceConcluded')).toMatchObject({
      at: at('2026-09-24 17:30'),
      data: { accepted: ['I46'], notAccepted: ['I40'] },
    });
    expect(bench.state.items['I40']?.phase).toBe('returned');
  });

  it('tells each later command what became of its item', () => {
    const bench = online();
    bench.command(at('2026-09-18 11:00'), handler('housing'), accept('I46'));
    bench.command(at('2026-09-18 11:00'), urban, refuse('I40'));
    bench.advance(at('2026-09-20 17:30'));
    const code = (item?: string): string | undefined => answerOf(bench.closed, 'return', item)?.code;
    expect([code('I46'), code('I40'), code('I29'), code()]).toEqual([
      'item-accepted',
      'item-acceptance-refused',
      'item-deemed-accepted',
      'application-accepted',
    ]);
  });

  it('is answered by the same entry where a command was queued before it', () => {
    const bench = online(['I40']);
    bench.advance(at('2026-09-20 17:30'));
    const facts = bench.facts.length;
    expect(codeOf(bench.late(at('2026-09-20 18:00'), urban, giveBack('I40')))).toBe('item-deemed-accepted');
    expect(bench.facts).toHaveLength(facts);
  });
});
