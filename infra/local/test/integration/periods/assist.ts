/** Commissions over HTTP on the whole system, live realm, real Temporal timers: the day to contact runs out. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { millis } from '@yichuang/kernel';
import { type Claims, type Reply, sampleAssistRequest, sampleCommissionForm } from '../../../src/index.ts';
import { type Bench, fact, factsOf, names, until } from '../support/bench.ts';
import type { Evening, Suite } from '../support/evening.ts';
import { resetToStart } from '../support/history.ts';
import { expectTopicIsOutbox, expectTrail } from '../support/proof.ts';
import { closings } from '../support/regions.ts';

const [closing] = closings;
const jia = { id: 'officer-jia', name: '协办员甲' };
const yi = { id: 'officer-yi', name: '协办员乙' };
const record = { record: '电话了解项目情况' };
const stranger: Claims = { sub: 'stranger', name: '另一单位', roles: ['applicant'], uscc: '91430100MA4L00003E' };

let bench: Bench;
let brokers: readonly string[];
/** Commissioned the evening before, in the region that closes after midnight: nobody contacts the owner of the first in time. */
let silent: string;
let contacted: string;

export const assist: Suite = { name: 'commissions', evening, meanwhile, afterwards };

async function evening(shared: Evening): Promise<void> {
  ({ bench, brokers } = shared);
  const { withCommissions } = closing;
  [silent, contacted] = await Promise.all([commissioned(withCommissions), commissioned(withCommissions)]);
}

async function request(region?: string): Promise<string> {
  const body = { ...sampleAssistRequest, ...(region !== undefined && { region }) };
  const reply = await bench.api.act('assist', '/v1/assist-cases', body, { as: 'applicant' });
  expect(reply.status).toBe(201);
  return String(reply.body['assistNo']);
}

const act = (
  no: string,
  action: string,
  as: string | Claims,
  body: object = {},
  idempotencyKey: string = randomUUID(),
): Promise<Reply> => bench.api.act('assist', `/v1/assist-cases/${no}/${action}`, body, { as, idempotencyKey });

async function commissioned(region?: string): Promise<string> {
  const no = await request(region);
  for (const [action, as, body] of [
    ['passPreReview', 'assist-desk', {}],
    ['confirmForm', 'applicant', { form: sampleCommissionForm }],
    ['assign', 'assist-desk', { officer: jia }],
  ] as const)
    expect(await act(no, action, as, body)).toMatchObject({ status: 200 });
  return no;
}

const view = async (no: string, as: string | Claims = 'assist-desk'): Promise<Reply> =>
  bench.api.get('assist', `/v1/assist-cases/${no}`, { as });

function meanwhile(): void {
  describe('acts sent again', () => {
    test('the same request ten times at once is one commission; with other content it is refused', async () => {
      const options = { as: 'applicant', idempotencyKey: randomUUID() };
      const send = (body: object): Promise<Reply> => bench.api.act('assist', '/v1/assist-cases', body, options);
      const replies = await Promise.all(Array.from({ length: 10 }, () => send(sampleAssistRequest)));
      expect(replies.map(({ status }) => status).sort()).toEqual([...Array<number>(9).fill(200), 201]);
      expect(new Set(replies.map(({ body }) => body['assistNo'])).size).toBe(1);
      expect(
        await send({ ...sampleAssistRequest, entrustment: { mode: 'partial', itemCodes: ['I29'] } }),
      ).toMatchObject({
        status: 422,
        body: { code: 'idempotency-key-reused' },
      });
    });

    test('every act twice has its effect once', async () => {
      const no = await request();
      for (const [action, as, body] of [
        ['passPreReview', 'assist-desk', {}],
        ['confirmForm', 'applicant', { form: sampleCommissionForm }],
        ['assign', 'assist-desk', { officer: jia }],
        ['change', 'assist-desk', { officer: yi, reason: '岗位调整' }],
        ['contact', 'officer-yi', record],
      ] as const) {
        const key = randomUUID();
        const twice = await Promise.all([act(no, action, as, body, key), act(no, action, as, body, key)]);
        expect(twice.map(({ status }) => status)).toEqual([200, 200]);
        expect(twice[0].body['commandId']).toBe(twice[1].body['commandId']);
      }
      expect(names(await factsOf(bench, 'assist', no))).toEqual([
        'assistRequested',
        'preReviewPassed',
        'commissionConfirmed',
        'officerAssigned',
        'officerChanged',
        'ownerContacted',
      ]);
      await expectTrail(bench, 'assist', no);
    });

    test('after a Reset the workflow adopts what is stored and goes on', async () => {
      const no = await commissioned();
      const before = names(await factsOf(bench, 'assist', no));
      await resetToStart(bench, `assist:${no}`);
      expect(await act(no, 'contact', 'officer-jia', record)).toMatchObject({ status: 200 });
      expect(names(await factsOf(bench, 'assist', no))).toEqual([...before, 'ownerContacted']);
    });
  });

  describe('who may what', () => {
    const form = sampleCommissionForm;
    const refusals: [string, number, string, string, string | Claims, object][] = [
      ['the owner passing its own pre-review', 403, 'role-not-allowed', 'passPreReview', 'applicant', {}],
      ['an officer failing it', 403, 'role-not-allowed', 'failPreReview', 'officer-jia', { reason: '理由' }],
      ['the desk confirming for the owner', 403, 'role-not-allowed', 'confirmForm', 'assist-desk', { form }],
      ['another enterprise confirming', 404, 'not-found', 'confirmForm', stranger, { form }],
      ['an officer naming itself', 403, 'role-not-allowed', 'assign', 'officer-jia', { officer: jia }],
      ['a department naming an officer', 403, 'role-not-allowed', 'assign', 'housing', { officer: jia }],
      [
        'the owner changing the officer',
        403,
        'role-not-allowed',
        'change',
        'applicant',
        { officer: yi, reason: '理由' },
      ],
      ['the desk contacting', 403, 'role-not-allowed', 'contact', 'assist-desk', record],
      ['another officer contacting', 409, 'not-the-officer', 'contact', 'officer-yi', record],
      ['an act that there is not', 404, 'no-such-route', 'close', 'assist-desk', {}],
    ];
    test.each(refusals)('%s is refused', async (_, status, code, action, as, body) => {
      const before = names(await factsOf(bench, 'assist', silent));
      expect(await act(silent, action, as, body)).toMatchObject({ status, body: { code } });
      expect(names(await factsOf(bench, 'assist', silent))).toEqual(before);
    });

    test('a commission is seen by its owner, its present officer, and those who oversee the desk', async () => {
      const statuses = async (...who: (string | Claims)[]): Promise<number[]> =>
        Promise.all(who.map(async (as) => (await view(silent, as)).status));
      expect(await statuses('applicant', 'officer-jia', 'assist-desk', 'supervisor')).toEqual([200, 200, 200, 200]);
      expect(await statuses(stranger, 'officer-yi')).toEqual([404, 404]);
      expect(await statuses('housing', 'window-jia')).toEqual([403, 403]);
    });

    test('lists hold what one may see', async () => {
      const numbers = async (as: string | Claims): Promise<unknown[]> => {
        const { body } = await bench.api.get('assist', '/v1/assist-cases?limit=200', { as });
        const cases = Array.isArray(body['assistCases']) ? body['assistCases'] : [];
        expect(body['count']).toBe(cases.length);
        return cases.map((one: { assistNo: string }) => one.assistNo);
      };
      expect(await numbers(stranger)).toEqual([]);
      expect(await numbers('officer-yi')).not.toContain(silent);
      for (const as of ['applicant', 'officer-jia', 'assist-desk']) expect(await numbers(as)).toContain(silent);
    });

    test('an owner asks for itself alone; the desk may ask for it', async () => {
      const post = (as: string | Claims): Promise<Reply> =>
        bench.api.act('assist', '/v1/assist-cases', sampleAssistRequest, { as });
      expect(await post(stranger)).toMatchObject({ status: 403, body: { code: 'not-your-enterprise' } });
      expect(await post('officer-jia')).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
      expect(await post('assist-desk')).toMatchObject({ status: 201 });
    });
  });

  describe('bad input', () => {
    const { project, owner } = sampleAssistRequest;
    const filings: [string, object, number, string][] = [
      ['an unknown region', { region: '某地' }, 400, 'unknown-region'],
      ['a region without commissions', { region: '湖南' }, 400, 'no-assist'],
      ['an unknown kind of project', { project: { ...project, kind: '市政工程' } }, 400, 'unknown-kind'],
      ['no kind of project', { project: { code: project.code, name: project.name } }, 400, 'invalid-request'],
      [
        'a wrong project code',
        { project: { ...project, code: '2609-441702-89-01-123451' } },
        400,
        'invalid-project-code',
      ],
      ['an unknown item', { entrustment: { mode: 'partial', itemCodes: ['I99'] } }, 400, 'unknown-item'],
      ['an item twice', { entrustment: { mode: 'partial', itemCodes: ['I29', 'I29'] } }, 400, 'repeated-item'],
      ['no items', { entrustment: { mode: 'partial', itemCodes: [] } }, 400, 'invalid-request'],
      ['items with a full commission', { entrustment: { mode: 'full', itemCodes: ['I29'] } }, 400, 'invalid-request'],
      ['a field too many', { owner: { ...owner, phone: '13800000000' } }, 400, 'invalid-request'],
      ['a secret project', { classified: true }, 422, 'classified-project'],
    ];
    test.each(filings)('%s: nothing is stored', async (_, change, status, code) => {
      const count = async (): Promise<unknown> =>
        (await bench.db.query('select count(*) from assist.workflow union all select count(*) from journal.command'))
          .rows;
      const before = await count();
      const body = { ...sampleAssistRequest, ...change };
      expect(await bench.api.post('assist', '/v1/assist-cases', body, { as: 'applicant' })).toMatchObject({
        status,
        body: { code },
      });
      expect(await count()).toEqual(before);
    });

    test('a form that is not filled in', async () => {
      const { lead: _, ...form } = sampleCommissionForm;
      expect(await act(silent, 'confirmForm', 'applicant', { form })).toMatchObject({
        status: 400,
        body: { code: 'invalid-request', errors: [{ field: 'form.lead' }] },
      });
    });
  });

  test('an owner is contacted in time', async () => {
    expect(await act(contacted, 'contact', 'officer-jia', record)).toMatchObject({ status: 200 });
  });
}

function afterwards(): void {
  test('missed: one fact at its instant, one alert to the desk, and the duty stays', async () => {
    const overdue = await fact(bench, 'assist', silent, 'contactOverdue');
    expect(overdue.at).toBe(closing.at);
    expect(millis(overdue.recorded_at) - millis(overdue.at)).toBeLessThan(10_000);
    const alert = { assistNo: silent, word: '联系逾期', raisedAt: '2026-09-18T00:01:00+08:00', settledAt: null };
    const alerts = (as: string): Promise<Reply> => bench.api.get('assist', '/v1/alerts', { as });
    expect((await alerts('assist-desk')).body).toEqual({ count: 1, alerts: [expect.objectContaining(alert)] });
    expect((await alerts('officer-jia')).status).toBe(403);
    expect((await view(silent)).body).toMatchObject({
      state: '待联系',
      overdue: true,
      contact: { dueAt: '2026-09-18T00:01:00+08:00', dueDate: '2026-09-18' },
      alerts: [alert],
    });
  });

  test('contacted in time: nothing', async () => {
    expect((await view(contacted)).body).toMatchObject({ state: '已联系', overdue: false, alerts: [] });
    expect(names(await factsOf(bench, 'assist', contacted))).not.toContain('contactOverdue');
  });

  test('a worker killed over it fires it no second time; the late contact settles the alert', async () => {
    const { worker } = bench.system.parts;
    await worker.kill9();
    await worker.start();
    expect(await act(silent, 'contact', 'officer-jia', record)).toMatchObject({ status: 200 });
    const facts = names(await factsOf(bench, 'assist', silent));
    expect(facts.filter((type) => type === 'contactOverdue')).toHaveLength(1);
    expect(facts.at(-1)).toBe('ownerContacted');
    expect((await bench.api.get('assist', '/v1/alerts', { as: 'assist-desk' })).body).toEqual({ count: 0, alerts: [] });
    await expectTrail(bench, 'assist', silent);
  });

  test('the topic holds what the outbox holds, and the other services take it without effect', async () => {
    await expectTopicIsOutbox(bench, brokers, 'assist');
    await until('every service to have consumed it', async () => {
      const { rows } = await bench.db.query<{ left: number }>(
        `select count(*)::int as left from assist.outbox o where not exists (select 1 from intake.inbox i where i.event_id = o.id)
          or not exists (select 1 from approval.inbox i where i.event_id = o.id)`,
      );
      return rows[0]?.left === 0 ? true : undefined;
    });
  });
}
