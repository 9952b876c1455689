/**
 * Results on real servers and real Temporal timers, live realm: hand-over and delivery run out; commands and events come twice; a
 * grant is heard before the application that it belongs to.
 */
import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import {
  acceptance,
  act,
  actionPath,
  type Bench,
  fact,
  factsOf,
  file,
  handover,
  names,
  review,
  taskThere,
  until,
} from '../support/bench.ts';
import type { Evening, Suite } from '../support/evening.ts';
import { completed } from '../support/history.ts';
import { expectTrail } from '../support/proof.ts';
import { closings } from '../support/regions.ts';

let bench: Bench;
/** Two results of one case, granted before midnight. */
let no: string;

const [closing] = closings;
const result = { decidedOn: '2026-09-17', documentNo: '示例许〔2026〕40号', validUntil: '2027-09-17' };
const signer = { kind: 'applicant', name: '张某' };
const unit = 'urban-management';

export const results: Suite = { name: 'results', evening, meanwhile, afterwards };

async function evening(shared: Evening): Promise<void> {
  ({ bench } = shared);
  no = await granted(closing.region, ['I40', 'I39']);
}

async function granted(region: string, items: string[]): Promise<string> {
  const filed = await file(bench, { region, items });
  await Promise.all(
    items.map(async (item) => {
      expect((await act(bench, unit, acceptance(filed, item), 'accept')).status).toBe(200);
      expect((await act(bench, unit, review(filed, item), 'grant', { result })).status).toBe(200);
    }),
  );
  return filed;
}

const pickUp = (caseNo: string, item: string, body: object, idempotencyKey: string = randomUUID()) =>
  bench.api.act('issuance', `/v1/results/${caseNo}-${item}/pick-up`, body, { as: 'window-jia', idempotencyKey });

/** The facts of one result. */
const factsOfResult = async (caseNo: string, item: string): Promise<string[]> =>
  (await factsOf(bench, 'issuance', caseNo))
    .filter(({ workflow_id }) => workflow_id === `issuance:${caseNo}-${item}`)
    .map(({ type }) => type);

/** Lets a service publish what it has published of a case once more. */
async function publishAgain(service: 'intake' | 'approval', caseNo: string): Promise<void> {
  await bench.db.query(`update ${service}.outbox set published_at = null where key = $1`, [caseNo]);
  await bench.db.query(`select pg_notify('outbox_${service}', '')`);
  await until(`${service} has published again`, async () => {
    const { rowCount } = await bench.db.query(
      `select 1 from ${service}.outbox where key = $1 and published_at is null`,
      [caseNo],
    );
    return rowCount === 0 ? true : undefined;
  });
}

function meanwhile(): void {
  test('a hand-over sent twice is one hand-over', async () => {
    const task = handover(no, 'I40');
    await taskThere(bench, task);
    const options = { as: unit, idempotencyKey: randomUUID() };
    const replies = await Promise.all(
      [1, 2].map(() => bench.api.act('approval', actionPath(task, 'handOver'), {}, options)),
    );
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    expect(replies[0]?.body['commandId']).toBe(replies[1]?.body['commandId']);
    expect(await factsOfResult(no, 'I40')).toEqual([
      'issuanceOpened',
      'resultHandedOver',
      'resultMatched',
      'readyForPickup',
      'documentIssued',
    ]);
  });

  test('events that come twice open no second result and no second task', async () => {
    const before = names(await factsOf(bench, 'issuance', no));
    await publishAgain('approval', no);
    await publishAgain('intake', no);
    // What is published later is worked off later: then the repeated ones have been, too.
    const later = await file(bench, { items: ['I40'] });
    await until('the later filing in issuance', async () => {
      const { rowCount } = await bench.db.query('select 1 from issuance.application where application_no = $1', [
        later,
      ]);
      return rowCount === 1 ? true : undefined;
    });
    expect(names(await factsOf(bench, 'issuance', no))).toEqual(before);
    const { rows } = await bench.db.query(
      `select item_code from approval.task where application_no = $1 and kind = 'handover' order by 1`,
      [no],
    );
    expect(rows).toEqual([{ item_code: 'I39' }, { item_code: 'I40' }]);
  });
}

function afterwards(): void {
  test('the hand-over runs out, once, at its instant', async () => {
    const overdue = await fact(bench, 'issuance', no, 'handoverOverdue', 'I39');
    expect(overdue.at).toBe(closing.at);
    const all = await factsOf(bench, 'issuance', no);
    expect(all.filter(({ type }) => type === 'handoverOverdue')).toHaveLength(1);
  });

  test('the delivery of both runs out, once, at its instant', async () => {
    for (const item of ['I39', 'I40'])
      expect((await fact(bench, 'issuance', no, 'deliveryOverdue', item)).at).toBe(closing.at);
    const all = await factsOf(bench, 'issuance', no);
    expect(all.filter(({ type }) => type === 'deliveryOverdue')).toHaveLength(2);
  });

  test('what is overdue is handed over and delivered all the same, and the department hears of it', async () => {
    expect((await act(bench, unit, handover(no, 'I39'), 'handOver')).status).toBe(200);
    const key = randomUUID();
    const [first, again] = [await pickUp(no, 'I39', { signer }, key), await pickUp(no, 'I39', { signer }, key)];
    expect([first.status, again.status]).toEqual([200, 200]);
    expect((await pickUp(no, 'I39', { signer })).body['code']).toBe('result-delivered');
    expect((await pickUp(no, 'I40', { signer })).status).toBe(200);
    for (const item of ['I39', 'I40']) {
      await completed(bench, `issuance:${no}-${item}`);
      expect((await factsOfResult(no, item)).slice(-3)).toEqual([
        'resultDelivered',
        'documentIssued',
        'deliveryFedBack',
      ]);
      const own = await bench.api.get('issuance', `/v1/results/${no}-${item}`, { as: unit });
      expect(own.body).toMatchObject({ state: '已送达', fedBackAt: expect.any(String), delivery: { overdue: true } });
    }
    await expectTrail(bench, 'issuance', no);
    await expectTrail(bench, 'approval', no);
  });

  test('who may see a result', async () => {
    const other = { sub: 'other', name: '另一公司', roles: ['applicant'], uscc: '91430100MA4L00002G' };
    const see = async (as: string | typeof other): Promise<number> => {
      const [one, list] = await Promise.all([
        bench.api.get('issuance', `/v1/results/${no}-I39`, { as }),
        bench.api.get('issuance', `/v1/results?applicationNo=${no}`, { as }),
      ]);
      expect(one.status).toBe(list.body['count'] === 2 ? 200 : 404);
      return Number(list.body['count']);
    };
    expect(await see('applicant')).toBe(2);
    expect(await see(unit)).toBe(2);
    expect(await see('window-jia')).toBe(2);
    expect(await see('housing')).toBe(0);
    expect(await see(other)).toBe(0);
    const documents = (as: string | typeof other) => bench.api.get('issuance', `/v1/cases/${no}/documents`, { as });
    expect(await documents('applicant')).toMatchObject({ status: 200, body: { count: 4 } });
    expect(await documents(other)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  test.each<[string, string, object, number, string]>([
    ['by its applicant', 'applicant', { signer }, 403, 'role-not-allowed'],
    ['by the department', unit, { signer }, 403, 'role-not-allowed'],
    ['without a signer', 'window-jia', {}, 400, 'invalid-request'],
    ['with a signer of no kind', 'window-jia', { signer: { kind: 'friend', name: '张某' } }, 400, 'invalid-request'],
    ['without a name', 'window-jia', { signer: { kind: 'applicant', name: ' ' } }, 400, 'invalid-request'],
  ])('a release %s is refused and leaves nothing', async (_what, as, body, status, code) => {
    const journal = async (): Promise<unknown> =>
      (await bench.db.query('select count(*) as n from journal.command')).rows;
    const before = await journal();
    const reply = await bench.api.act('issuance', `/v1/results/${no}-I39/pick-up`, body, { as });
    expect([reply.status, reply.body['code']]).toEqual([status, code]);
    expect(await journal()).toEqual(before);
  });

  test('a result that nobody knows is not found', async () => {
    expect((await pickUp('430000-20260918-999999', 'I39', { signer })).status).toBe(404);
  });

  test('a grant that is heard before its application waits for it', async () => {
    const filed = await file(bench, { items: ['I40'] });
    const { rows } = await bench.db.query<{ id: string }>(
      `select id from intake.outbox where key = $1 and payload::text like '%applicationFiled%'`,
      [filed],
    );
    const id = rows[0]?.id ?? '';
    // As if the filing had not come yet.
    await until('the filing in issuance', async () => {
      const { rowCount } = await bench.db.query('delete from issuance.application where application_no = $1', [filed]);
      return rowCount === 1 ? true : undefined;
    });
    await act(bench, unit, acceptance(filed, 'I40'), 'accept');
    await act(bench, unit, review(filed, 'I40'), 'grant', { result });
    await until('the grant in issuance', async () => {
      const { rowCount } = await bench.db.query('select 1 from issuance.granted where application_no = $1', [filed]);
      return rowCount === 1 ? true : undefined;
    });
    expect(await factsOf(bench, 'issuance', filed)).toEqual([]);
    await bench.db.query('delete from issuance.inbox where event_id = $1', [id]);
    await publishAgain('intake', filed);
    await fact(bench, 'issuance', filed, 'issuanceOpened', 'I40');
    expect((await act(bench, unit, handover(filed, 'I40'), 'handOver')).status).toBe(200);
  });
}
