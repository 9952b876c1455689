/** What the applicant does before acceptance, and what the window keeps beside it: commitment, withdrawal, paper, first contact. */
import { describe, expect, it } from '@jest/globals';
import type { ApplicationEvent } from '../../src/application/messages.ts';
import {
  type ApplicationBench,
  accept,
  acceptWith,
  documents,
  filing,
  forward,
  giveBack,
  notRequired,
  online,
  paper,
  refuse,
  sign,
  supply,
  window,
  withdraw,
} from './application-bench.ts';
import { answerOf, codeOf } from './bench.ts';
import { applicant, caseSlice, clerk, handler, itemOf, local } from './cases.ts';

const day = local('2026-09-18 15:00');
const urban = handler('urban-management');
const onCommitment = acceptWith({ onCommitment: true });
const file = (region: string, items: string[], channel: 'online' | 'onsite' = 'online'): ApplicationBench =>
  filing({ region, channel, items });

describe('告知承诺 (000 二(1)1; 002 二(二)3(1))', () => {
  it('000-11: not before the letter is signed; then the item is accepted on it', () => {
    const bench = file('jiangcheng', ['I46', 'I39']);
    expect(codeOf(bench.command(day, clerk, onCommitment))).toBe('commitment-missing');
    expect(codeOf(bench.command(day, applicant, sign('I46')))).toBe('done');
    expect(bench.last('documentIssued').data).toMatchObject({ kind: 'commitmentLetter', name: '告知承诺书' });
    expect(codeOf(bench.command(day, applicant, sign('I46')))).toBe('commitment-signed');
    expect(codeOf(bench.command(day, clerk, onCommitment))).toBe('done');
    const accepted = bench.facts.flatMap((fact) => (fact.type === 'itemAccepted' ? [fact.data] : []));
    expect(accepted).toMatchObject([{ itemCode: 'I46', onCommitment: true }, { itemCode: 'I39' }]);
    expect(accepted[1]).not.toHaveProperty('onCommitment');
  });

  it('000-12: an item without it is told at once, and accepted the ordinary way', () => {
    const bench = file('jiangcheng', ['I39']);
    expect(codeOf(bench.command(day, applicant, sign('I39')))).toBe('no-commitment-here');
    expect(codeOf(bench.command(day, applicant, sign('I46')))).toBe('item-not-in-application');
    expect(codeOf(bench.command(day, clerk, onCommitment))).toBe('no-commitment-here');
    expect(codeOf(bench.command(day, clerk, accept()))).toBe('done');
  });

  it('signed, the ordinary way stays open', () => {
    const bench = file('jiangcheng', ['I46']);
    bench.command(day, applicant, sign('I46'));
    bench.command(day, clerk, accept());
    expect(bench.last('itemAccepted').data).not.toHaveProperty('onCommitment');
    expect(codeOf(bench.late(day, applicant, sign('I46')))).toBe('item-accepted');
  });

  it('湖南 on site: the commitment stands on the acceptance document', () => {
    const bench = file('hunan', ['I46'], 'onsite');
    bench.command(day, applicant, sign('I46'));
    expect(documents(bench, 'commitmentLetter')).toEqual([]);
    bench.command(day, clerk, onCommitment);
    expect(documents(bench, 'acceptance')[0]).toContain('I46以告知承诺方式受理');
  });

  it.each(['xiangzhou', 'dalian'])('%s has none', (region) => {
    expect(codeOf(file(region, ['I46']).command(day, applicant, sign('I46')))).toBe('no-commitment-here');
  });
});

describe('withdrawal before acceptance', () => {
  it.each([
    ['jiangcheng', 'online'],
    ['hunan', 'online'],
    ['hunan', 'onsite'],
    ['xiangzhou', 'online'],
    ['dalian', 'online'],
  ] as const)('%s %s: acceptance is over; whatever comes later is told so', (region, channel) => {
    const bench = file(region, ['I46', 'I39'], channel);
    expect(codeOf(bench.command(day, applicant, withdraw()))).toBe('done');
    expect(bench.types().slice(-2)).toEqual(['applicationWithdrawn', 'acceptanceConcluded']);
    expect(bench.last('acceptanceConcluded').data.accepted).toEqual([]);
    expect(bench.machine.finished(bench.state)).toBe(true);
    for (const sent of [
      accept(),
      accept('I39'),
      refuse(),
      giveBack('I39'),
      withdraw(),
      sign('I46'),
      supply('x'),
      paper(),
    ])
      expect([codeOf(bench.late(day, clerk, sent)), answerOf(bench.closed, sent.kind, 'I39')?.code]).toEqual([
        'application-withdrawn',
        'application-withdrawn',
      ]);
    expect(bench.next()).toBeUndefined();
    expect(bench.machine.view(bench.state)).toMatchObject({ state: '已撤回', waiting: [] });
  });

  it('of what was pre-accepted, too', () => {
    const bench = file('dalian', ['I46']);
    bench.command(day, clerk, acceptWith({ deficits: ['资金承诺'] }));
    expect(codeOf(bench.command(day, applicant, withdraw()))).toBe('done');
    expect(codeOf(bench.late(day, applicant, supply('资金承诺')))).toBe('application-withdrawn');
  });

  it('not once an item is accepted', () => {
    const bench = file('hunan', ['I46', 'I39']);
    bench.command(day, urban, accept('I39'));
    expect(codeOf(bench.command(day, applicant, withdraw()))).toBe('partly-accepted');
    const whole = file('jiangcheng', ['I39']);
    whole.command(day, clerk, accept());
    expect(codeOf(whole.command(day, applicant, withdraw()))).toBe('application-accepted');
  });
});

describe('the paper set (000 二(1)1)', () => {
  it('is expected where the region asks for one, and holds nothing up', () => {
    const bench = file('jiangcheng', ['I39']);
    expect(bench.types()).toContain('paperExpected');
    expect(codeOf(bench.command(day, clerk, accept()))).toBe('done');
    expect(bench.machine.finished(bench.state)).toBe(false);
    expect(bench.machine.view(bench.state).waiting[0]?.text).toContain('纸质材料');
    expect(codeOf(bench.command(day, clerk, paper()))).toBe('done');
    expect(bench.machine.finished(bench.state)).toBe(true);
    expect(codeOf(bench.late(day, clerk, paper()))).toBe('paper-received');
  });

  it('may come before acceptance', () => {
    const bench = file('jiangcheng', ['I39'], 'onsite');
    expect(codeOf(bench.command(day, clerk, paper()))).toBe('done');
    expect(codeOf(bench.command(day, clerk, paper()))).toBe('paper-received');
    bench.command(day, clerk, accept());
    expect(bench.machine.finished(bench.state)).toBe(true);
  });

  it.each([refuse(), notRequired()])('is not waited for when nothing was accepted: $kind', (sent) => {
    const bench = file('jiangcheng', ['I39']);
    bench.command(day, clerk, sent);
    expect(bench.machine.finished(bench.state)).toBe(true);
  });

  it('is asked for nowhere else', () => {
    const bench = file('hunan', ['I39'], 'onsite');
    expect(bench.types()).not.toContain('paperExpected');
    expect(codeOf(bench.command(day, clerk, paper()))).toBe('no-paper-here');
  });
});

describe('papers handed in at the window (003 四1)', () => {
  const confirmed = (): ApplicationBench => {
    const bench = file('xiangzhou', ['I29', 'I39'], 'onsite');
    bench.command(day, handler('transport'), accept('I29'));
    bench.command(day, urban, accept('I39'));
    return bench;
  };

  it('are passed on to the units, before acceptance or after it, once', () => {
    const bench = confirmed();
    expect(bench.last('paperReceived').data).toEqual({ by: 'counter', toForward: true });
    expect(codeOf(bench.command(day, clerk, paper()))).toBe('paper-received');
    bench.command(day, clerk, accept());
    expect(bench.machine.finished(bench.state)).toBe(false);
    expect(bench.machine.view(bench.state).waiting[0]?.text).toContain('转交纸质材料');
    expect(codeOf(bench.command(day, clerk, forward()))).toBe('done');
    expect(bench.last('paperForwarded')).toMatchObject({
      basis: ['003 四1'],
      data: { departments: ['transport', 'urban-management'] },
    });
    expect(bench.machine.finished(bench.state)).toBe(true);
    expect(codeOf(bench.late(day, clerk, forward()))).toBe('paper-forwarded');
    const early = confirmed();
    expect(codeOf(early.command(day, clerk, forward()))).toBe('done');
    expect(codeOf(early.command(day, clerk, forward()))).toBe('paper-forwarded');
    early.command(day, clerk, accept());
    expect(early.machine.finished(early.state)).toBe(true);
  });

  it('stay at the window where nothing was accepted', () => {
    const bench = file('xiangzhou', ['I39'], 'onsite');
    bench.command(day, urban, refuse('I39'));
    expect(bench.machine.finished(bench.state)).toBe(true);
    expect(codeOf(bench.late(day, clerk, forward()))).toBe('no-paper-here');
  });

  it('are none where the filing came online, and none to pass on elsewhere', () => {
    const filed = file('xiangzhou', ['I39']);
    expect(filed.types()).not.toContain('paperReceived');
    for (const bench of [filed, file('jiangcheng', ['I39'], 'onsite')])
      expect(codeOf(bench.command(day, clerk, forward()))).toBe('no-paper-here');
  });
});

describe('the first contact (000 三(三))', () => {
  it('is the clerk who filed', () => {
    const bench = filing({ region: 'jiangcheng', channel: 'onsite', items: ['I39'], by: clerk });
    bench.command(day, { ...clerk, id: 'window-yi' }, accept());
    expect(bench.facts.filter(({ type }) => type === 'firstContactAssigned')).toHaveLength(1);
    expect(bench.state.firstContact).toBe(clerk.id);
  });

  it('of an online filing is the first clerk whose act has effect', () => {
    const bench = file('jiangcheng', ['I39']);
    bench.command(day, clerk, refuse(undefined, ''));
    expect(bench.state.firstContact).toBeUndefined();
    bench.command(day, { ...clerk, id: 'window-yi', name: '窗口乙' }, accept());
    expect(bench.last('firstContactAssigned').data).toEqual({ id: 'window-yi', name: '窗口乙' });
  });
});

describe('documents of 湖南 online', () => {
  it('one per item by its department; a deemed one says so with its clause', () => {
    const bench = file('hunan', ['I46', 'I39']);
    bench.command(day, urban, accept('I39'));
    expect(bench.last('documentIssued').data).toMatchObject({
      documentId: 'application:430000-20260918-000001~acceptance~1',
      issuer: '城管',
      seal: '城管印章',
      itemCode: 'I39',
    });
    bench.advance(local('2026-09-20 17:30'));
    const texts = documents(bench, 'acceptance');
    expect(texts).toHaveLength(2);
    expect(texts[1]).toMatch(/002 二\(一\)2\(2\)视为受理/);
    expect(bench.last('documentIssued').data.documentId).toMatch(/~acceptance~2$/);
  });
});

it('a case filed before there were documents goes on without them', () => {
  const bench = window(['I39']);
  bench.command(day, clerk, accept());
  expect(bench.types()).toEqual(['checkOpened', 'itemAccepted', 'applicationAccepted', 'acceptanceConcluded']);
  expect(bench.machine.finished(bench.state)).toBe(true);
});

describe('withdrawal after acceptance', () => {
  const withdrawn: ApplicationEvent = {
    id: 'e',
    type: 'stageWithdrawn',
    at: day,
    data: { actor: applicant, items: ['I39'], reason: '方案调整' },
  };

  it('takes with it what has no answer yet, and leaves the accepted to the stage', () => {
    const bench = online();
    bench.command(local('2026-09-18 11:00'), handler('housing'), accept('I46'));
    bench.event({ ...withdrawn, at: local('2026-09-18 14:00'), data: { ...withdrawn.data, items: ['I46'] } });
    expect(bench.last('applicationWithdrawn')).toMatchObject({
      actor: applicant,
      data: { items: ['I40', 'I29'], reason: '方案调整' },
    });
    expect(bench.last('acceptanceConcluded').data).toEqual({ accepted: ['I46'], notAccepted: ['I40', 'I29'] });
    expect(bench.machine.finished(bench.state)).toBe(true);
    expect(answerOf(bench.closed, 'accept', 'I40')).toMatchObject({ code: 'application-withdrawn' });
  });

  it('ends what is still owed', () => {
    const bench = filing({ region: 'jiangcheng', items: ['I39'] });
    bench.command(day, clerk, accept());
    expect(bench.machine.finished(bench.state)).toBe(false);
    bench.event(withdrawn);
    expect(bench.types().at(-1)).toBe('applicationWithdrawn');
    expect(bench.machine.finished(bench.state)).toBe(true);
    expect(bench.event({ ...withdrawn, id: 'again' }).facts).toEqual([]);
  });

  it('leaves the materials that a decided item still lacks', () => {
    const materials = itemOf(caseSlice('jiangcheng', 'online', ['I46']), 'I46').materials.map(({ name }) => name);
    const follows = materials.at(-1) ?? '';
    const given = filing({ region: 'jiangcheng', items: ['I46', 'I39'], materials: { I46: materials.slice(0, -1) } });
    expect(codeOf(given.command(day, clerk, acceptWith({ deficits: [follows] })))).toBe('done');
    given.event(withdrawn);
    expect(given.last('applicationWithdrawn').data).toMatchObject({
      owed: [{ itemCode: 'I46', materials: [follows] }],
    });
    expect(given.machine.finished(given.state)).toBe(false);
    expect(codeOf(given.command(day, clerk, paper()))).toBe('no-paper-here');
    expect(codeOf(given.command(day, applicant, supply(follows)))).toBe('done');
    expect(given.machine.finished(given.state)).toBe(true);
  });
});
