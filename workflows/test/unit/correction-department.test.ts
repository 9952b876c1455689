/** 湖南 online each department tells for its own item, which stops that item's day only (policy 1.8-10). */
import { describe, expect, it } from '@jest/globals';
import { type ApplicationBench, accept, giveBack, refuse, reroute } from './application-bench.ts';
import { answerOf, codeOf } from './bench.ts';
import { applicant, clerk, coordinator, handler, local } from './cases.ts';
import { bring, documents, filing, monday, tell } from './correction-bench.ts';

const at = local;
const urban = handler('urban-management');
const housing = handler('housing');
/** I46 with 住建, I40 with 城管; both days end on Tuesday 17:30. */
const two = (): ApplicationBench => filing('hunan', 'online', ['I46', 'I40']);
const ofI40 = tell({ itemCode: 'I40', materials: ['排水方案'] });

describe('a department tells for its item', () => {
  it('in its own name, and with its own seal', () => {
    const bench = two();
    expect(codeOf(bench.command(monday, urban, ofI40))).toBe('done');
    expect(bench.last('correctionIssued').data).toMatchObject({ n: 1, itemCodes: ['I40'] });
    expect(bench.last('documentIssued').data).toMatchObject({
      name: '材料补齐补正通知',
      itemCode: 'I40',
      seal: `${bench.state.slice.departments['urban-management'] ?? ''}印章`,
      channels: ['inApp'],
    });
  });

  it('which stops the day of this item alone', () => {
    const bench = two();
    bench.command(monday, urban, ofI40);
    bench.advance(at('2026-11-24 17:30'));
    expect(bench.state.items['I46']).toMatchObject({ phase: 'accepted', deemed: true, acceptedOn: '2026-11-17' });
    expect(bench.state.items['I40']?.phase).toBe('correcting');
    expect(bench.state.concluded).toBe(false);
  });

  it.each([
    ['not its own', housing, ofI40, 'not-the-holder'],
    ['none of the application', urban, tell({ itemCode: 'I39' }), 'item-not-in-application'],
    ['the whole filing', clerk, tell(), 'correction-here-by-department'],
    ['without an element', urban, tell({ itemCode: 'I40', but: { fees: '' } }), 'notice-incomplete'],
  ] as const)('%s: refused', (_, actor, sent, code) => {
    expect(codeOf(two().command(monday, actor, sent))).toBe(code);
  });

  it.each([
    ['accepted', accept('I40'), 'item-accepted'],
    ['refused', refuse('I40'), 'item-acceptance-refused'],
    ['returned', giveBack('I40'), 'item-returned'],
  ] as const)('not once the item is %s', (_, sent, code) => {
    const bench = two();
    bench.command(monday, urban, sent);
    expect(codeOf(bench.command(at('2026-11-16 11:00'), urban, ofI40))).toBe(code);
  });

  it('not once the day has run out: the item is deemed accepted', () => {
    expect(two().command(at('2026-11-17 17:30'), urban, ofI40)).toMatchObject({
      problem: { code: 'item-deemed-accepted', title: '该事项已视为受理' },
    });
  });

  it('once; while it is awaited the item takes no answer', () => {
    const bench = two();
    bench.command(monday, urban, ofI40);
    expect(codeOf(bench.command(monday, urban, ofI40))).toBe('correction-issued');
    for (const sent of [accept('I40'), refuse('I40'), giveBack('I40')])
      expect(codeOf(bench.command(monday, urban, sent))).toBe('correction-open');
    expect(codeOf(bench.command(monday, coordinator, reroute('I40', 'water')))).toBe('correction-open');
  });

  it('a notice of each department is its own', () => {
    const bench = two();
    bench.command(monday, urban, ofI40);
    expect(codeOf(bench.command(monday, housing, tell({ itemCode: 'I46', materials: ['保护方案', '排水方案'] })))).toBe(
      'done',
    );
    expect(bench.last('correctionIssued').data).toMatchObject({ n: 2, deadline: { key: 'correction:2' } });
    bench.command(at('2026-11-18 10:00'), applicant, bring(['排水方案']));
    expect(bench.types().slice(-4)).toEqual([
      'materialSupplied',
      'correctionCompleted',
      'itemPushed',
      'materialSupplied',
    ]);
    bench.command(at('2026-11-18 11:00'), applicant, bring(['保护方案'], 'I46'));
    expect(bench.last('correctionCompleted').data).toMatchObject({ n: 2, itemCodes: ['I46'] });
    expect(documents(bench)).toEqual(['材料补齐补正通知', '材料补齐补正通知']);
  });
});

describe('after the correction', () => {
  const corrected = (): ApplicationBench => {
    const bench = two();
    bench.command(monday, urban, ofI40);
    bench.command(at('2026-11-26 20:00'), applicant, bring(['排水方案']));
    return bench;
  };

  it('the department has a day anew, and five of the law behind it', () => {
    const bench = corrected();
    expect(bench.last('itemPushed').data).toMatchObject({
      itemCode: 'I40',
      department: 'urban-management',
      round: 2,
      silence: 'expiry',
      deadline: { dueAt: at('2026-11-27 17:30') },
    });
    expect(bench.last('correctionCompleted').data.statutory).toMatchObject({ dueAt: at('2026-12-03 17:30') });
    bench.advance(at('2026-11-27 17:30'));
    expect(bench.last('itemAccepted').data).toMatchObject({ itemCode: 'I40', deemed: true, acceptedOn: '2026-11-27' });
    expect(bench.state.concluded).toBe(true);
  });

  it('it tells no second time', () => {
    expect(codeOf(corrected().command(at('2026-11-27 09:00'), urban, ofI40))).toBe('correction-issued');
  });

  it('rounds go on inside the five days from the correction', () => {
    const bench = corrected();
    bench.command(at('2026-11-27 09:00'), urban, giveBack('I40'));
    expect(bench.state.concluded).toBe(false);
    bench.command(at('2026-12-03 10:00'), coordinator, reroute('I40', 'water'));
    expect(bench.last('itemPushed').data).toMatchObject({
      silence: 'receipt',
      deadline: { dueAt: at('2026-12-03 17:30') },
    });
    bench.advance(at('2026-12-03 17:30'));
    expect(bench.last('itemAccepted').data).toMatchObject({ deemed: true, acceptedOn: '2026-11-26' });
  });

  it('an item returned for good ends with them', () => {
    const bench = corrected();
    bench.command(at('2026-11-27 09:00'), urban, giveBack('I40'));
    bench.advance(at('2026-12-03 17:30'));
    expect(bench.state.concluded).toBe(true);
    expect(bench.last('acceptanceConcluded').data).toEqual({ accepted: ['I46'], notAccepted: ['I40'] });
  });
});

describe('beside a correction that is awaited', () => {
  it('an item returned before stays so once its own five days are over', () => {
    const bench = two();
    bench.command(monday, urban, ofI40);
    bench.command(monday, housing, giveBack('I46'));
    bench.advance(at('2026-11-23 17:30'));
    expect(codeOf(bench.command(at('2026-11-24 09:00'), coordinator, reroute('I46', 'water')))).toBe('item-returned');
    bench.command(at('2026-11-25 09:00'), applicant, bring(['排水方案']));
    bench.command(at('2026-11-25 10:00'), urban, accept('I40'));
    expect(bench.types().slice(-2)).toEqual(['applicationAccepted', 'acceptanceConcluded']);
  });
});

describe('the applicant’s time runs out', () => {
  it('for this item; the others go on', () => {
    const bench = two();
    bench.command(monday, urban, ofI40);
    bench.advance(at('2026-12-07 23:59'));
    expect(bench.state.items['I40']?.phase).toBe('correcting');
    bench.advance(at('2026-12-08 00:00'));
    expect(bench.last('correctionLapsed').data).toMatchObject({ itemCodes: ['I40'], missing: ['排水方案'] });
    expect(bench.last('applicationAccepted').data).toMatchObject({ partial: true, accepted: ['I46'] });
    expect(bench.last('documentIssued').data).toMatchObject({ name: '补正逾期终止通知', itemCode: 'I40' });
    expect(answerOf(bench.closed, 'supply', 'I40')?.code).toBe('correction-lapsed');
    expect(answerOf(bench.closed, 'accept', 'I40')?.code).toBe('correction-lapsed');
    expect(answerOf(bench.closed, 'accept', 'I46')?.code).toBe('item-deemed-accepted');
  });

  it('for one item while another is still open: refused by its own name', () => {
    const bench = two();
    bench.command(monday, urban, ofI40);
    bench.command(at('2026-11-17 10:00'), housing, tell({ itemCode: 'I46', materials: ['保护方案'] }));
    bench.advance(at('2026-12-08 00:00'));
    expect(codeOf(bench.command(at('2026-12-08 09:00'), applicant, bring(['排水方案'], 'I40')))).toBe(
      'correction-lapsed',
    );
    expect(codeOf(bench.command(at('2026-12-08 09:00'), applicant, bring(['保护方案'])))).toBe('done');
  });
});
