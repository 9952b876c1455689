/** Rounds after a return never pass the close of the fifth working day after receipt (policy 1.8-9, 行政许可法 32(4)). */
import { describe, expect, it } from '@jest/globals';
import { type ApplicationBench, accept, giveBack, online, refuse, reroute } from './application-bench.ts';
import { codeOf } from './bench.ts';
import { coordinator, handler, local } from './cases.ts';

const at = local;
const units = ['urban-management', 'water', 'ecology', 'housing', 'transport'];

/** Each unit returns the item to the next, one a working day, until it is pushed on the fifth, 24 September. */
function passedOn(): ApplicationBench {
  const bench = online(['I40']);
  for (const [i, day] of ['2026-09-20', '2026-09-21', '2026-09-22', '2026-09-24'].entries()) {
    if (i === 3) bench.command(at('2026-09-23 10:00'), handler('housing'), giveBack('I40'));
    const sent = i === 3 ? reroute('I40', 'transport') : giveBack('I40', units[i + 1]);
    const actor = i === 3 ? coordinator : handler(units[i] ?? '');
    expect(codeOf(bench.command(at(`${day} 10:00`), actor, sent))).toBe('done');
  }
  return bench;
}

describe('the cap', () => {
  it('cuts the last round to the close of the fifth working day, from receipt', () => {
    expect(passedOn().last('itemPushed').data).toMatchObject({
      department: 'transport',
      round: 5,
      silence: 'receipt',
      deadline: { key: 'answer:I40:5', dueAt: at('2026-09-24 17:30'), basis: ['行政许可法 32(4)', '行政许可法 82'] },
    });
  });

  it('accepts as of receipt when it is reached', () => {
    const bench = passedOn().advance(at('2026-09-24 17:30'));
    expect(bench.last('itemAccepted')).toMatchObject({
      at: at('2026-09-24 17:30'),
      data: { department: 'transport', deemed: true, acceptedOn: '2026-09-18' },
    });
    expect(bench.last('applicationAccepted').data).toMatchObject({ deemed: true, acceptedOn: '2026-09-18' });
    expect(bench.machine.finished(bench.state)).toBe(true);
  });

  it('takes an answer up to a millisecond before', () => {
    const intime = passedOn();
    expect(codeOf(intime.command('2026-09-24T09:29:59.999Z', handler('transport'), accept('I40')))).toBe('done');
    expect(intime.last('itemAccepted').data).toMatchObject({ deemed: false, acceptedOn: '2026-09-24' });
    const late = passedOn();
    expect(codeOf(late.command(at('2026-09-24 17:30'), handler('transport'), giveBack('I40', 'water')))).toBe(
      'item-deemed-accepted',
    );
  });

  it('leaves what is returned then returned for good: no further round', () => {
    const bench = passedOn();
    bench.command(at('2026-09-24 11:00'), handler('transport'), giveBack('I40'));
    bench.advance(at('2026-09-24 17:30'));
    expect(bench.last('acceptanceConcluded').data).toEqual({ accepted: [], notAccepted: ['I40'] });
    const facts = bench.facts.length;
    expect(codeOf(bench.late(at('2026-09-24 18:00'), coordinator, reroute('I40', 'water')))).toBe('item-returned');
    expect(bench.facts).toHaveLength(facts);
  });
});

describe('a round', () => {
  it('before the cap counts a working day of its own, and silence accepts as of its expiry', () => {
    const bench = online(['I40']);
    bench.command(at('2026-09-20 10:00'), handler('urban-management'), giveBack('I40', 'water'));
    bench.advance(at('2026-09-21 17:30'));
    expect(bench.last('itemAccepted').data).toMatchObject({
      department: 'water',
      deemed: true,
      acceptedOn: '2026-09-21',
    });
  });

  it('that runs out together with the five days accepts as of receipt', () => {
    const bench = online(['I40']);
    bench.command(at('2026-09-18 15:00'), handler('urban-management'), giveBack('I40'));
    bench.command(at('2026-09-23 10:00'), coordinator, reroute('I40', 'water'));
    expect(bench.last('itemPushed').data).toMatchObject({
      silence: 'receipt',
      deadline: { dueAt: at('2026-09-24 17:30'), basis: ['行政许可法 32(4)', '行政许可法 82'] },
    });
    bench.advance(at('2026-09-24 17:30'));
    expect(bench.last('itemAccepted').data.acceptedOn).toBe('2026-09-18');
  });

  it('of a rerouted item makes the answer of the application anew', () => {
    const bench = online(['I46', 'I40']);
    bench.command(at('2026-09-18 11:00'), handler('housing'), accept('I46'));
    bench.command(at('2026-09-18 15:00'), handler('urban-management'), giveBack('I40'));
    expect(bench.last('applicationAccepted').data).toMatchObject({ partial: true, accepted: ['I46'] });
    bench.command(at('2026-09-18 16:00'), coordinator, reroute('I40', 'water'));
    bench.command(at('2026-09-20 10:00'), handler('water'), accept('I40'));
    expect(bench.last('applicationAccepted').data).toEqual({
      deemed: false,
      partial: false,
      acceptedOn: '2026-09-20',
      accepted: ['I46', 'I40'],
    });
    expect(bench.last('acceptanceConcluded').data).toEqual({ accepted: ['I46', 'I40'], notAccepted: [] });
  });

  it('refused after a reroute leaves the answer as it was', () => {
    const bench = online(['I46', 'I40']);
    bench.command(at('2026-09-18 11:00'), handler('housing'), accept('I46'));
    bench.command(at('2026-09-18 15:00'), handler('urban-management'), giveBack('I40'));
    bench.command(at('2026-09-18 16:00'), coordinator, reroute('I40', 'water'));
    bench.command(at('2026-09-20 10:00'), handler('water'), refuse('I40'));
    expect(bench.types().filter((type) => type === 'applicationAccepted')).toHaveLength(1);
    expect(bench.last('acceptanceConcluded').data).toEqual({ accepted: ['I46'], notAccepted: ['I40'] });
  });
});
