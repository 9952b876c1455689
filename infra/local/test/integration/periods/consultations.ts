/**
 * Parallel approval and its consultations over HTTP on the whole system, live realm, real Temporal timers: departments that act twice,
 * at once, late.
 */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Claims, Reply } from '../../../src/index.ts';
import { acceptance, act, type Bench, fact, factsOf, file, names, review, taskThere } from '../support/bench.ts';
import type { Evening, Suite } from '../support/evening.ts';
import { expectTrail } from '../support/proof.ts';
import { closings } from '../support/regions.ts';

const [closing] = closings;
const unit = 'urban-management';
const elsewhere: Claims = {
  sub: 'elsewhere',
  name: '大连经办',
  roles: ['handler'],
  departmentId: unit,
  region: 'dalian',
};
const question = { department: '生态环境', question: '是否影响周边水体' };

let bench: Bench;
/** Consulted about the evening before, in the region that closes after midnight; nobody answers in time. */
let silent: string;

export const consultations: Suite = { name: 'consultations', evening, meanwhile, afterwards };

async function evening(shared: Evening): Promise<void> {
  ({ bench } = shared);
  silent = await consulted(closing.region);
}

const onTask = (
  as: string | Claims,
  task: string,
  action: string,
  body?: object,
  idempotencyKey?: string,
): Promise<Reply> => act(bench, as, task, action, body, idempotencyKey);

const consultation = (no: string, department = 'ecology', n = 1): string =>
  `stage:${no}:item:I39:consultation:${department}:${String(n)}~consultation~I39~1`;

async function underReview(region = '湖南'): Promise<string> {
  const no = await file(bench, { region, items: ['I39'] });
  expect(await onTask(unit, acceptance(no, 'I39'), 'accept')).toMatchObject({ status: 200 });
  await taskThere(bench, review(no, 'I39'));
  return no;
}

async function consulted(region?: string): Promise<string> {
  const no = await underReview(region);
  expect(await onTask(unit, review(no, 'I39'), 'consult', question)).toMatchObject({ status: 200 });
  await taskThere(bench, consultation(no));
  return no;
}

const read = (no: string, as: string | Claims): Promise<Reply> =>
  bench.api.get('approval', `/v1/items/${no}-I39/consultations`, { as });

const codes = (replies: Reply[]): string[] =>
  replies
    .map(({ status, body: { code } }) => (typeof code === 'string' ? `${String(status)} ${code}` : String(status)))
    .sort();

function meanwhile(): void {
  describe('acts twice and at once', () => {
    test('the same request to consult, ten times at once, is one; the second of its own is refused', async () => {
      const no = await underReview();
      const key = randomUUID();
      const replies = await Promise.all(
        Array.from({ length: 10 }, () => onTask(unit, review(no, 'I39'), 'consult', question, key)),
      );
      expect(new Set(replies.map(({ status, body }) => `${String(status)} ${String(body['commandId'])}`)).size).toBe(1);
      const other = await Promise.all([
        onTask(unit, review(no, 'I39'), 'consult', { ...question, department: '水利' }),
        onTask(unit, review(no, 'I39'), 'consult', { ...question, department: '水利' }),
      ]);
      expect(codes(other)).toEqual(['200', '409 consultation-open']);
      const facts = names(await factsOf(bench, 'approval', no));
      expect(facts.filter((one) => one === 'consultationRequested I39')).toHaveLength(2);
    });

    test('of two opinions of one department at once the first received counts', async () => {
      const no = await consulted();
      const replies = await Promise.all([
        onTask('ecology', consultation(no), 'reply', { opinion: 'agree' }),
        onTask('ecology', consultation(no), 'reply', { opinion: 'disagree', text: '影响水源' }),
        onTask('ecology', consultation(no), 'reply', { opinion: 'none' }),
      ]);
      expect(codes(replies)).toEqual(['200', '409 consultation-answered', '409 consultation-answered']);
      await fact(bench, 'approval', no, 'consultationReplyTaken');
      const facts = names(await factsOf(bench, 'approval', no));
      expect(facts.filter((one) => one.startsWith('consultationAnswered'))).toHaveLength(1);
      await expectTrail(bench, 'approval', no);
    });

    test('an opinion, and the decision right behind it: never refused for want of what is recorded', async () => {
      for (let round = 0; round < 4; round += 1) {
        const no = await consulted();
        expect(await onTask('ecology', consultation(no), 'reply', { opinion: 'agree' })).toMatchObject({ status: 200 });
        expect(await onTask(unit, review(no, 'I39'), 'grant')).toMatchObject({ status: 200 });
        const facts = names(await factsOf(bench, 'approval', no));
        expect(facts.indexOf('consultationReplyTaken I39')).toBeLessThan(facts.indexOf('itemGranted I39'));
      }
    });

    test('an opinion and its closing at once: one of them, and the decision passes', async () => {
      const no = await consulted();
      const close = { department: '生态环境', reason: '已另行取得数据' };
      const both = await Promise.all([
        onTask('ecology', consultation(no), 'reply', { opinion: 'agree' }),
        onTask(unit, review(no, 'I39'), 'closeConsultation', close),
      ]);
      expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(codes(both)[1]).toMatch(/409 (consultation-closed|not-consulted)/);
      expect(await onTask(unit, review(no, 'I39'), 'grant')).toMatchObject({ status: 200 });
      await fact(bench, 'approval', no, 'stageCompleted');
      await expectTrail(bench, 'approval', no);
    });

    test('two hands of one department decide at once: the first received decides, the other is told when', async () => {
      const no = await underReview();
      const both = await Promise.all([
        onTask(unit, review(no, 'I39'), 'grant'),
        onTask(unit, review(no, 'I39'), 'deny', { reasons: ['不符合规范'] }),
      ]);
      expect(codes(both)).toEqual(['200', '409 item-decided']);
      const { rows } = await bench.db.query<{ kind: string }>(
        `select kind from journal.command where case_no = $1 and kind in ('grant', 'deny') order by received_at, ordinal limit 1`,
        [no],
      );
      const facts = names(await factsOf(bench, 'approval', no));
      expect(facts).toContain(rows[0]?.kind === 'grant' ? 'itemGranted I39' : 'itemDenied I39');
    });
  });

  describe('who may what, and bad input', () => {
    test('a department reads what it asked and what it is asked; others nothing', async () => {
      const [asked] = await Promise.all([read(silent, unit), taskThere(bench, consultation(silent))]);
      const one = { department: { name: '生态环境' }, from: { name: '城管' }, question: question.question };
      expect(asked).toMatchObject({ status: 200, body: { consultations: [one] } });
      expect(await read(silent, 'ecology')).toMatchObject({ body: { consultations: [{ opinion: '未答复' }] } });
      expect(await read(silent, 'water')).toMatchObject({ status: 200, body: { consultations: [] } });
      expect(await read(silent, 'supervisor')).toMatchObject({ body: { consultations: [one] } });
      expect(await read(silent, 'applicant')).toMatchObject({ status: 403 });
      expect(await read(silent, elsewhere)).toMatchObject({ status: 404 });
      expect(await read('430000-20260917-999999', 'supervisor')).toMatchObject({ status: 404 });
    });

    test.each<[string, string, string, object, string]>([
      ['an unknown department', unit, 'consult', { ...question, department: '某局' }, '400 unknown-department'],
      ['its own unit', unit, 'consult', { ...question, department: '城管' }, '409 consulted-itself'],
      ['no question', unit, 'consult', { department: '水利', question: ' ' }, '409 reason-missing'],
      ['a field too many', unit, 'consult', { ...question, days: 3 }, '400 invalid-request'],
      ['another department’s item', 'water', 'consult', question, '403 not-your-task'],
      ['what was not asked', unit, 'closeConsultation', { department: '水利', reason: '不需要' }, '409 not-consulted'],
      ['a hearing that was not told', unit, 'requestHearing', { party: '某人' }, '409 hearing-right-not-told'],
      [
        'a hearing at no time',
        unit,
        'announceHearing',
        { heldAt: '2026-13-01T09:30:00+08:00', place: '三楼', presider: '王某' },
        '400 invalid-request',
      ],
    ])('consulting %s is refused', async (_, as, action, body, code) => {
      expect(codes([await onTask(as, review(silent, 'I39'), action, body)])).toEqual([code]);
    });

    test.each<[string, string, object, string]>([
      ['of another department', 'water', { opinion: 'agree' }, '403 not-your-task'],
      ['that is none of the four', 'ecology', { opinion: 'perhaps' }, '400 invalid-request'],
      ['against, without reasons', 'ecology', { opinion: 'disagree' }, '409 reason-missing'],
      ['on conditions, without any', 'ecology', { opinion: 'conditional', conditions: [] }, '409 reason-missing'],
    ])('an opinion %s is refused', async (_, as, body, code) => {
      expect(codes([await onTask(as, consultation(silent), 'reply', body)])).toEqual([code]);
    });
  });
}

function afterwards(): void {
  test('the period runs out on a real timer: overdue, coordinated, never a consent; the late opinion is recorded', async () => {
    const overdue = await fact(bench, 'approval', silent, 'consultationOverdue');
    expect(overdue.at).toBe(closing.at);
    expect(await onTask(unit, review(silent, 'I39'), 'grant')).toMatchObject({
      status: 409,
      body: { code: 'consultation-open' },
    });
    const coordination = consultation(silent).replace('~consultation~', '~coordination~');
    expect(await onTask('coordinator', coordination, 'resolve', { text: '已电话督促' })).toMatchObject({ status: 200 });
    expect(await onTask('ecology', consultation(silent), 'reply', { opinion: 'agree' })).toMatchObject({ status: 200 });
    expect(await read(silent, unit)).toMatchObject({
      body: { consultations: [{ state: '已答复', opinion: '同意', overdue: true, late: true }] },
    });
    expect(await onTask(unit, review(silent, 'I39'), 'grant')).toMatchObject({ status: 200 });
    await fact(bench, 'approval', silent, 'stageCompleted');
    await expectTrail(bench, 'approval', silent);
  });
}
