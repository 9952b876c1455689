/** Questions and stage inquiries over HTTP on the whole system, live realm, real Temporal timers. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { millis } from '@yichuang/kernel';
import { type Claims, type Reply, sampleUscc } from '../../../src/index.ts';
import { act, type Bench, fact, factsOf, names, taskThere, until } from '../support/bench.ts';
import type { Evening, Suite } from '../support/evening.ts';
import { expectTopicIsOutbox, expectTrail } from '../support/proof.ts';
import { closings, midnight } from '../support/regions.ts';

const [closing] = closings;
const applicant = { name: '示例建设有限公司', uscc: sampleUscc };
const stranger: Claims = { sub: 'stranger', name: '另一单位', roles: ['applicant'], uscc: '91430100MA4L00003E' };
const elsewhere: Claims = { sub: 'elsewhere', name: '大连窗口', roles: ['clerk'], region: 'dalian' };
const lead: Claims = { sub: 'lead', name: '住建牵头', roles: ['lead'], departmentId: 'housing' };

const question = { region: '湖南', department: '交通运输', item: 'I29', text: '涉路施工需要哪些材料', applicant };
const inquiry = {
  region: '湖南',
  stage: '施工许可',
  project: { code: '2609-430102-89-01-123451', name: '示例产业园一期' },
  applicant,
  departments: ['住建', '城管'],
  form: { address: '示例路1号', summary: '综合楼一栋' },
};

let bench: Bench;
let brokers: readonly string[];
/** Asked the evening before, in the region that closes after midnight; nobody answers in time. */
let silent: string;
/** Inquiries of that evening: of one the only reply is in, of the other it is not. */
let ready: string;
let waiting: string;

export const inquiries: Suite = { name: 'questions and inquiries', evening, meanwhile, afterwards };

async function evening(shared: Evening): Promise<void> {
  ({ bench, brokers } = shared);
  const { region } = closing;
  [silent, ready, waiting] = await Promise.all([
    ask({ region }),
    inquire({ region, departments: ['住建'] }),
    inquire({ region, departments: ['住建'] }),
  ]);
  expect(await onTask('housing', part(ready, 'housing'), 'reply', { items: ['I46'] })).toMatchObject({ status: 200 });
}

const post = (path: string, body: object, as: string | Claims, idempotencyKey: string = randomUUID()): Promise<Reply> =>
  bench.api.act('intake', path, body, { as, idempotencyKey });

const read = (path: string, as: string | Claims = 'applicant'): Promise<Reply> => bench.api.get('intake', path, { as });

async function ask(change: object = {}): Promise<string> {
  const reply = await post('/v1/questions', { ...question, ...change }, 'applicant');
  expect(reply.status).toBe(201);
  return String(reply.body['questionNo']);
}

async function inquire(change: object = {}): Promise<string> {
  const reply = await post('/v1/inquiries', { ...inquiry, ...change }, 'applicant');
  expect(reply.status).toBe(201);
  return String(reply.body['inquiryNo']);
}

const toAnswer = (no: string, round = 1): string => `question:${no}~question~I29~${String(round)}`;
const part = (no: string, department: string): string => `inquiry:${no}:${department}~inquiry~1`;

const onTask = (
  as: string | Claims,
  task: string,
  action: string,
  body?: object,
  idempotencyKey?: string,
): Promise<Reply> => act(bench, as, task, action, body, idempotencyKey);

function meanwhile(): void {
  describe('acts sent again', () => {
    test.each([
      ['questions', question, 'questionNo', { text: '另一问题' }],
      ['inquiries', inquiry, 'inquiryNo', { departments: ['住建'] }],
    ])(
      '%s: the same request ten times at once is one; with other content it is refused',
      async (path, body, no, change) => {
        const key = randomUUID();
        const send = (sent: object): Promise<Reply> => post(`/v1/${path}`, sent, 'applicant', key);
        const replies = await Promise.all(Array.from({ length: 10 }, () => send(body)));
        expect(replies.map(({ status }) => status).sort()).toEqual([...Array<number>(9).fill(200), 201]);
        expect(new Set(replies.map((one) => one.body[no])).size).toBe(1);
        expect(await send({ ...body, ...change })).toMatchObject({
          status: 422,
          body: { code: 'idempotency-key-reused' },
        });
      },
    );

    test('every act on a question twice has its effect once', async () => {
      const no = await ask();
      for (const [as, task, action, body] of [
        ['transport', toAnswer(no), 'forward', { department: '住建' }],
        ['housing', toAnswer(no, 2), 'answer', { text: '请见办事指南' }],
      ] as const) {
        const key = randomUUID();
        await taskThere(bench, task);
        const twice = await Promise.all([onTask(as, task, action, body, key), onTask(as, task, action, body, key)]);
        expect(twice.map(({ status }) => status)).toEqual([200, 200]);
        expect(twice[0].body['commandId']).toBe(twice[1].body['commandId']);
      }
      expect(names(await factsOf(bench, 'intake', no))).toEqual([
        'questionAsked I29',
        'questionSent I29',
        'questionForwarded',
        'questionAnswered',
        'documentIssued I29',
      ]);
      await expectTrail(bench, 'intake', no);
      const documents = await read(`/v1/cases/${no}/documents`);
      expect(documents.body).toMatchObject({ count: 1, documents: [{ name: '咨询答复', issuer: '住建' }] });
    });

    test('a department answers once, an applicant cancels once; the parts end with the inquiry', async () => {
      const no = await inquire();
      const key = randomUUID();
      await taskThere(bench, part(no, 'housing'));
      const reply = (): Promise<Reply> => onTask('housing', part(no, 'housing'), 'reply', { items: ['I46'] }, key);
      expect((await Promise.all([reply(), reply()])).map(({ status }) => status)).toEqual([200, 200]);
      const again = randomUUID();
      const cancel = (): Promise<Reply> =>
        post(`/v1/inquiries/${no}/cancel`, { reason: '改变方案' }, 'applicant', again);
      expect((await Promise.all([cancel(), cancel()])).map(({ status }) => status)).toEqual([200, 200]);
      await fact(bench, 'intake', no, 'inquiryStopped');
      const facts = names(await factsOf(bench, 'intake', no));
      for (const type of ['inquiryOpened', 'inquiryAnswered', 'inquiryCancelled', 'inquiryAskEnded', 'inquiryStopped'])
        expect(facts.filter((one) => one === type)).toHaveLength(1);
      await expectTrail(bench, 'intake', no);
      expect(await onTask('urban-management', part(no, 'urban-management'), 'nothingToDo')).toMatchObject({
        status: 409,
        body: { code: 'inquiry-cancelled' },
      });
      expect(await post(`/v1/inquiries/${no}/cancel`, {}, 'applicant')).toMatchObject({ status: 409 });
    });
  });

  describe('who may what', () => {
    test('a question is seen by whoever asked and by staff of its region', async () => {
      const path = `/v1/questions/${silent}`;
      const statuses = await Promise.all(
        ['applicant', 'transport', 'window-jia', stranger, elsewhere].map(async (as) => (await read(path, as)).status),
      );
      expect(statuses).toEqual([200, 200, 200, 404, 404]);
      expect(await post(`${path}/withdraw`, {}, stranger)).toMatchObject({ status: 404 });
      expect(await post(`${path}/withdraw`, {}, 'transport')).toMatchObject({ status: 403 });
      for (const route of ['facts', 'documents'])
        expect((await read(`/v1/cases/${silent}/${route}`, elsewhere)).status).toBe(404);
    });

    test('one asks for oneself; the window for whoever stands before it', async () => {
      for (const [path, body] of [
        ['/v1/questions', question],
        ['/v1/inquiries', inquiry],
      ] as const) {
        expect(await post(path, body, stranger)).toMatchObject({ status: 403, body: { code: 'not-your-enterprise' } });
        expect(await post(path, body, 'transport')).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
        expect(await post(path, body, elsewhere)).toMatchObject({ status: 403, body: { code: 'not-your-region' } });
      }
      const asked = await post('/v1/questions', question, 'window-jia');
      expect(await read(`/v1/questions/${String(asked.body['questionNo'])}`)).toMatchObject({
        body: { channel: 'onsite', firstContact: '窗口甲' },
      });
    });

    test('an answer is the task of the department that was asked', async () => {
      const answer = { text: '请见办事指南' };
      expect(await onTask('housing', toAnswer(silent), 'answer', answer)).toMatchObject({ status: 403 });
      expect(await onTask('applicant', toAnswer(silent), 'answer', answer)).toMatchObject({ status: 403 });
      expect(await onTask('transport', toAnswer(silent), 'accept')).toMatchObject({
        status: 404,
        body: { code: 'no-such-action' },
      });
      expect(await onTask('urban-management', part(waiting, 'housing'), 'nothingToDo')).toMatchObject({ status: 403 });
    });

    test('lists hold what one may see, page by page', async () => {
      const numbers = async (as: string | Claims): Promise<string[]> => {
        const found: string[] = [];
        for (let after = ''; ; ) {
          const { body } = await read(`/v1/questions?limit=2${after}`, as);
          const page: { questionNo: string }[] = Array.isArray(body['questions']) ? body['questions'] : [];
          found.push(...page.map(({ questionNo }) => questionNo));
          if (typeof body['next'] !== 'string') {
            expect(body['count']).toBe(found.length);
            return found;
          }
          after = `&after=${body['next']}`;
        }
      };
      const asked: string[] = [];
      for (const region of ['江城', '湖南', '江城']) asked.push(await ask({ region }));
      const mine = await numbers('applicant');
      expect(mine).toContain(silent);
      expect(mine.slice(0, 3)).toEqual(asked.toReversed());
      expect(new Set(mine).size).toBe(mine.length);
      expect(await numbers(stranger)).toEqual([]);
      expect((await read('/v1/inquiries', stranger)).body).toEqual({ count: 0, inquiries: [] });
      expect((await read('/v1/questions?department=交通运输&state=已答复')).body).toMatchObject({ count: 0 });
      expect(await read('/v1/questions?state=lost')).toMatchObject({ status: 400 });
    });
  });

  describe('bad input', () => {
    const filings: [string, string, object, number, string][] = [
      ['a question to an unknown region', 'questions', { region: '某地' }, 400, 'unknown-region'],
      ['to an unknown department', 'questions', { department: '某局' }, 400, 'unknown-department'],
      ['about an unknown item', 'questions', { item: 'I99' }, 400, 'unknown-item'],
      ['of no words', 'questions', { text: ' ' }, 400, 'invalid-request'],
      [
        'on a contact sheet that the region lacks',
        'questions',
        { contactSheet: '专业技术' },
        400,
        'unknown-contact-sheet',
      ],
      ['with a field too many', 'questions', { phone: '13800000000' }, 400, 'invalid-request'],
      ['of a secret project', 'questions', { classified: true }, 422, 'classified-project'],
      ['an inquiry where there is none', 'inquiries', { region: '大连' }, 400, 'no-inquiry'],
      ['about an unknown stage', 'inquiries', { stage: '第六阶段' }, 400, 'unknown-stage'],
      ['of an unknown department', 'inquiries', { departments: ['住建', '某局'] }, 400, 'unknown-department'],
      ['of a department twice', 'inquiries', { departments: ['住建', 'housing'] }, 400, 'repeated-department'],
      ['with materials', 'inquiries', { materials: { I46: ['申请表'] } }, 400, 'invalid-request'],
      ['without a form', 'inquiries', { form: {} }, 400, 'invalid-request'],
      [
        'of a wrong project code',
        'inquiries',
        { project: { code: '2609-430102-89-01-123452', name: '示例' } },
        400,
        'invalid-project-code',
      ],
    ];
    test.each(filings)('%s: nothing is stored', async (_, path, change, status, code) => {
      const count = async (): Promise<unknown> =>
        (await bench.db.query('select count(*) from intake.workflow union all select count(*) from journal.command'))
          .rows;
      const before = await count();
      const body = { ...(path === 'questions' ? question : inquiry), ...change };
      expect(await bench.api.post('intake', `/v1/${path}`, body, { as: 'applicant' })).toMatchObject({
        status,
        body: { code },
      });
      expect(await count()).toEqual(before);
    });

    test.each([
      ['reply', { items: [] }, 400, 'invalid-request'],
      ['reply', { items: ['I10'] }, 409, 'item-not-in-stage'],
      ['reply', { items: ['I46'], files: ['x'] }, 400, 'invalid-request'],
      ['nothingToDo', { items: ['I46'] }, 400, 'invalid-request'],
    ])('%s %j', async (action, body, status, code) => {
      expect(await onTask('housing', part(waiting, 'housing'), action, body)).toMatchObject({ status, body: { code } });
    });
  });

  test('frequent questions are for everybody, without a token', async () => {
    const faq = async (query: string): Promise<unknown> =>
      (await fetch(`${bench.system.urls.intake}/v1/faq${query}`)).json();
    expect(await faq('?item=I29')).toMatchObject({ count: 1, questions: [{ item: { code: 'I29' }, sample: true }] });
    expect(await faq('?item=I99')).toEqual({ count: 0, questions: [] });
    expect(await faq('')).toMatchObject({
      questions: expect.arrayContaining([expect.objectContaining({ item: null })]),
    });
  });
}

function afterwards(): void {
  test('the notice of replies that were in before the office opened goes out as it opens', async () => {
    const told = await fact(bench, 'intake', ready, 'singleNoticeIssued');
    expect(told.at).toBe(midnight);
    expect(millis(told.recorded_at) - millis(told.at)).toBeLessThan(10_000);
    expect((await read(`/v1/inquiries/${ready}`)).body).toMatchObject({
      state: '已告知',
      notice: { issuedAt: '2026-09-18T00:00:00+08:00', items: [{ item: { code: 'I46' } }] },
    });
  });

  test('an overdue reply: one fact at its instant, coordination for the lead, and the inquiry stays open', async () => {
    const overdue = await fact(bench, 'intake', waiting, 'inquiryOverdue');
    expect(overdue.at).toBe(closing.at);
    const coordination = `inquiry:${waiting}:housing~coordination~1`;
    expect(await onTask('housing', coordination, 'resolve', { text: '已督促' })).toMatchObject({ status: 403 });
    expect(await onTask(lead, coordination, 'reroute', { department: '城管', reason: '理由' })).toMatchObject({
      status: 404,
      body: { code: 'no-such-action' },
    });
    expect(await onTask(lead, coordination, 'settle', { text: '代为确定', items: ['I46'] })).toMatchObject({
      status: 409,
      body: { code: 'inquiry-outstanding' },
    });
    expect(await onTask(lead, coordination, 'resolve', { text: '已督促' })).toMatchObject({ status: 200 });
    expect((await read(`/v1/inquiries/${waiting}`)).body).toMatchObject({ state: '征询中' });
  });

  test('an overdue answer fires once, also when a worker is killed over it, and is still owed', async () => {
    expect((await fact(bench, 'intake', silent, 'questionOverdue')).at).toBe(closing.at);
    const { worker } = bench.system.parts;
    await worker.kill9();
    await worker.start();
    expect((await read(`/v1/questions/${silent}`)).body).toMatchObject({ state: '已超期' });
    expect(await onTask('transport', toAnswer(silent), 'answer', { text: '请见办事指南' })).toMatchObject({
      status: 200,
    });
    const facts = names(await factsOf(bench, 'intake', silent));
    expect(facts.filter((type) => type === 'questionOverdue I29')).toHaveLength(1);
    expect(facts.slice(-2)).toEqual(['questionAnswered', 'documentIssued I29']);
    await until('no open task of the question', async () => {
      const { rowCount } = await bench.db.query(
        'select 1 from approval.task where application_no = $1 and closed_at is null',
        [silent],
      );
      return rowCount === 0 ? true : undefined;
    });
    await expectTrail(bench, 'intake', silent);
  });

  test('the topic holds what the outbox holds', async () => {
    await expectTopicIsOutbox(bench, brokers, 'intake');
  });
}
