/** A commission up to the first contact. */
import { describe, expect, it } from '@jest/globals';
import {
  type AssistBench,
  assign,
  assisted,
  change,
  confirm,
  contact,
  desk,
  fail,
  form,
  officer,
  owner,
  pass,
  requested,
  type Sent,
} from './assist-bench.ts';
import { answerOf, codeOf } from './bench.ts';
import { amended, local as at, friday } from './cases.ts';

const stateOf = ({ machine, state }: AssistBench): string => machine.view(state).state;

describe('the pre-review', () => {
  it('passed: the owner confirms the form', () => {
    const bench = requested();
    expect(stateOf(bench)).toBe('待预审');
    expect(codeOf(bench.command(friday, desk, pass))).toBe('done');
    expect(bench.last('preReviewPassed')).toMatchObject({ basis: ['001 六'], data: { belongsTo: '江城' } });
    expect(stateOf(bench)).toBe('待确认申请表');
    expect(bench.next()).toBeUndefined();
  });

  it.each(['特殊工程', '交通重大工程', '水利重大工程', '能源重大工程'])('never passes %s', (kind) => {
    const bench = requested(friday, kind);
    const outcome = bench.command(friday, desk, pass);
    expect(outcome).toMatchObject({ problem: { code: 'outside-scope', clause: '001 二' } });
    expect(JSON.stringify(outcome)).toContain('协办范围');
    expect(bench.facts).toEqual([]);
  });

  it('failed: reason and another way are told, and the case is closed with both', () => {
    const bench = requested();
    expect(codeOf(bench.command(friday, desk, fail(' ')))).toBe('reason-missing');
    expect(codeOf(bench.command(friday, desk, fail('不在本区')))).toBe('done');
    expect(bench.last('assistIneligible').data).toEqual({
      reason: '不在本区',
      otherWay: '请到综合服务窗口按一般程序办理',
    });
    expect(bench.machine.finished(bench.state)).toBe(true);
    const told = answerOf(bench.closed, 'confirmForm');
    expect(told).toMatchObject({ code: 'assist-ineligible', detail: expect.stringContaining('不在本区') });
    expect(told?.detail).toContain('请到综合服务窗口');
  });

  it('failed: the desk may name the way itself', () => {
    const bench = requested();
    bench.command(friday, desk, fail('属于市级项目', '请到市政务服务中心办理'));
    expect(bench.last('assistIneligible').data.otherWay).toBe('请到市政务服务中心办理');
  });

  it.each([pass, fail('理由')])('is decided once: $kind', (sent) => {
    const bench = requested();
    bench.command(friday, desk, pass);
    expect(codeOf(bench.command(friday, desk, sent))).toBe('pre-review-done');
  });

  it.each([pass, fail('理由'), confirm, assign('甲'), change('乙'), contact])('failed answers $kind', (sent) => {
    const bench = requested();
    bench.command(friday, desk, fail('不在本区'));
    const { length } = bench.facts;
    expect(codeOf(bench.late(friday, desk, sent))).toBe('assist-ineligible');
    expect(bench.facts).toHaveLength(length);
  });
});

describe('the order of acts', () => {
  it.each([
    ['confirmForm before the pre-review', confirm, owner, 'pre-review-open'],
    ['assign before the form', assign('甲'), desk, 'form-not-confirmed'],
    ['change before the form', change('乙'), desk, 'form-not-confirmed'],
    ['contact before the form', contact, officer('甲'), 'form-not-confirmed'],
  ] as const)('%s is refused', (_, sent, actor, code) => {
    expect(codeOf(requested().command(friday, actor, sent))).toBe(code);
  });

  it('without an officer nobody is changed, nobody contacts', () => {
    const bench = requested();
    bench.command(friday, desk, pass);
    bench.command(friday, owner, confirm);
    expect(codeOf(bench.command(friday, desk, change('乙')))).toBe('no-officer');
    expect(codeOf(bench.command(friday, officer('甲'), contact))).toBe('no-officer');
  });

  it('the form is confirmed once', () => {
    expect(codeOf(assisted().command(friday, owner, confirm))).toBe('form-confirmed');
  });
});

describe('the officer', () => {
  const problemOf = (bench: AssistBench, sent: Sent): string => JSON.stringify(bench.command(friday, desk, sent));

  it('is one at any time', () => {
    const bench = assisted();
    expect(problemOf(bench, assign('乙'))).toContain('协办员');
    expect(codeOf(bench.command(friday, desk, assign('甲')))).toBe('officer-assigned');
    expect(bench.state.now).toMatchObject({ officer: { id: '甲' } });
  });

  it('is changed with a reason, to somebody else', () => {
    const bench = assisted();
    expect(codeOf(bench.command(friday, desk, change('乙', ' ')))).toBe('reason-missing');
    expect(codeOf(bench.command(friday, desk, change('甲')))).toBe('same-officer');
    expect(codeOf(bench.command(friday, desk, change('乙')))).toBe('done');
    expect(bench.last('officerChanged')).toMatchObject({
      basis: ['001 十'],
      data: { from: { id: '甲' }, officer: { id: '乙' }, reason: '岗位调整' },
    });
  });

  it('alone contacts the owner: not another, not the former one', () => {
    const bench = assisted();
    expect(codeOf(bench.command(friday, officer('乙'), contact))).toBe('not-the-officer');
    bench.command(friday, desk, change('乙'));
    expect(codeOf(bench.command(friday, officer('甲'), contact))).toBe('not-the-officer');
    expect(codeOf(bench.command(friday, officer('乙'), contact))).toBe('done');
  });

  it('may change after the contact too', () => {
    const bench = assisted();
    bench.command(friday, officer('甲'), contact);
    expect(codeOf(bench.command(friday, desk, change('乙')))).toBe('done');
    expect(stateOf(bench)).toBe('已联系');
  });
});

describe('the working day to contact', () => {
  it.each([
    ['a Friday before a make-up Sunday', '2026-09-18 10:00', '2026-09-20'],
    ['after office hours, that day all the same', '2026-09-18 23:59', '2026-09-20'],
    ['a Saturday off', '2026-09-19 10:00', '2026-09-20'],
    ['an ordinary Monday', '2026-11-16 10:00', '2026-11-17'],
    ['an ordinary Friday', '2026-11-20 09:00', '2026-11-23'],
    ['the last day before the national holiday', '2026-09-30 17:45', '2026-10-08'],
    ['the last day before new year', '2025-12-31 10:00', '2026-01-04'],
  ])('confirmed on %s', (_, confirmed, due) => {
    const bench = assisted(at(confirmed));
    expect(bench.next()).toBe(at(`${due} 17:30`));
    expect(bench.last('commissionConfirmed')).toMatchObject({
      basis: ['001 七'],
      data: { form, deadline: { key: 'contact', dueDate: due, amount: 1, basis: ['001 七'] } },
    });
  });

  it('begins with the confirmed form, whenever the desk names an officer', () => {
    const bench = requested();
    bench.command(friday, desk, pass);
    bench.command(friday, owner, confirm);
    bench.command(at('2026-09-20 17:00'), desk, assign('甲'));
    expect(bench.next()).toBe(at('2026-09-20 17:30'));
  });

  it.each([
    ['2026-09-20 17:29', false, ['ownerContacted']],
    ['2026-09-20 17:30', true, ['contactOverdue', 'ownerContacted']],
    ['2026-09-28 09:00', true, ['contactOverdue', 'ownerContacted']],
  ])('contacted at %s: late is %s', (when, late, facts) => {
    const bench = assisted();
    const before = bench.facts.length;
    expect(codeOf(bench.command(at(when), officer('甲'), contact))).toBe('done');
    expect(bench.types().slice(before)).toEqual(facts);
    expect(bench.last('ownerContacted').data).toMatchObject({ late, by: 'phone', officer: { id: '甲' } });
    expect(stateOf(bench)).toBe('已联系');
    expect(bench.next()).toBeUndefined();
  });

  it('one millisecond decides', () => {
    const due = at('2026-09-20 17:30');
    const before = new Date(Date.parse(due) - 1).toISOString();
    expect(assistedAndContacted(before)).toBe(false);
    expect(assistedAndContacted(due)).toBe(true);
  });

  const assistedAndContacted = (when: string): boolean => {
    const bench = assisted();
    bench.command(when, officer('甲'), contact);
    return bench.last('ownerContacted').data.late;
  };

  it('missed leaves a fact at its instant, once, and the duty', () => {
    const bench = assisted().advance(at('2026-11-01 00:00'));
    expect(bench.types().filter((type) => type === 'contactOverdue')).toHaveLength(1);
    expect(bench.last('contactOverdue')).toMatchObject({
      at: at('2026-09-20 17:30'),
      actor: { role: 'system' },
      basis: ['001 七'],
      data: { dueAt: at('2026-09-20 17:30'), officer: { id: '甲' } },
    });
    expect(stateOf(bench)).toBe('待联系');
  });

  it('missed while there was no officer alerts all the same', () => {
    const bench = requested();
    bench.command(friday, desk, pass);
    bench.command(friday, owner, confirm);
    bench.advance(at('2026-09-21 09:00'));
    expect(bench.last('contactOverdue').data).toEqual({ dueAt: at('2026-09-20 17:30') });
    expect(codeOf(bench.command(at('2026-09-21 09:00'), desk, assign('甲')))).toBe('done');
    expect(bench.next()).toBeUndefined();
  });

  it('a change of officer gives no new day', () => {
    const bench = assisted();
    bench.command(at('2026-09-20 17:00'), desk, change('乙'));
    expect(bench.next()).toBe(at('2026-09-20 17:30'));
  });

  it('contacted is contacted once', () => {
    const bench = assisted();
    bench.command(friday, officer('甲'), contact);
    expect(codeOf(bench.command(friday, officer('甲'), contact))).toBe('owner-contacted');
  });
});

describe('a calendar version', () => {
  const noon = at('2026-09-19 12:00');
  const sundayOff = amended(2, '2026-09-20', false, noon);

  it('moves the day once', () => {
    const bench = assisted();
    expect(bench.amend(sundayOff, noon).facts.map(({ type }) => type)).toEqual(['calendarAdopted', 'deadlineRetimed']);
    expect(bench.next()).toBe(at('2026-09-21 17:30'));
    expect(bench.amend(sundayOff, noon).facts.map(({ type }) => type)).toEqual(['calendarAdopted']);
  });

  it('that moves it earlier lets it end at its own instant at the earliest', () => {
    const bench = assisted(at('2026-11-20 10:00'));
    const inForce = at('2026-11-21 18:00');
    bench.amend(amended(2, '2026-11-21', true, inForce), inForce);
    expect(bench.next()).toBe(inForce);
    expect(bench.advance(inForce).last('contactOverdue').at).toBe(inForce);
  });

  it.each(['missed', 'contacted'])('does not touch what is %s', (how) => {
    const bench = assisted();
    if (how === 'contacted') bench.command(friday, officer('甲'), contact);
    const later = at('2026-09-21 09:00');
    expect(bench.amend(amended(2, '2026-09-20', false, later), later).facts.map(({ type }) => type)).toEqual([
      'calendarAdopted',
    ]);
  });

  it('counts for a form confirmed after it', () => {
    const bench = requested();
    bench.command(friday, desk, pass);
    bench.amend(sundayOff, noon);
    bench.command(at('2026-09-19 13:00'), owner, confirm);
    expect(bench.next()).toBe(at('2026-09-21 17:30'));
  });
});

it('a fact that this release does not know changes nothing', () => {
  const { state, machine } = assisted();
  const unknown = { type: 'planDrafted', at: friday, actor: desk, basis: [], data: {} };
  expect(machine.apply(state, unknown)).toBe(state);
});

it('an event changes nothing', () => {
  const event = { id: 'e', type: 'x' as never, at: friday, data: {} };
  expect(assisted().take({ kind: 'event', at: friday, cause: 'e', event }).facts).toEqual([]);
});

it('the operator reads who is waited for and until when, without a name', () => {
  const bench = requested();
  const waiting = (): unknown => bench.machine.view(bench.state).waiting;
  expect(waiting()).toEqual([{ who: '协办专窗', text: '协办专窗 预审' }]);
  bench.command(friday, desk, pass);
  expect(waiting()).toEqual([{ who: '建设单位', text: '建设单位 确认委托协办申请表' }]);
  bench.command(friday, owner, confirm);
  expect(waiting()).toEqual([{ who: '协办专窗', text: '协办专窗 指派协办员 · 应于 2026-09-20 17:30 前联系' }]);
  bench.command(friday, desk, assign('甲'));
  expect(waiting()).toEqual([{ who: '协办员', text: '协办员 联系建设单位 · 应于 2026-09-20 17:30 前联系' }]);
  bench.advance(at('2026-09-20 17:30'));
  expect(JSON.stringify(waiting())).toContain('已超期');
  bench.command(at('2026-09-21 09:00'), officer('甲'), contact);
  expect(waiting()).toEqual([]);
  expect(JSON.stringify(bench.machine.view(bench.state))).not.toContain('甲');
});
