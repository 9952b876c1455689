/**
 * Documents on real servers, live realm: numbered with the fact, sealed, verified, seen by whom they concern; their notices go out
 * through a gateway that refuses, fails and is cut off.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { extractText, getDocumentProxy } from 'unpdf';
import { startTestSystem, testServers } from '../../src/index.ts';
import { freePort } from '../../src/ports.ts';
import { yichuang } from '../../src/system/tool.ts';
import { acceptance, act, type Bench, file, handover, openBench, review, until } from './support/bench.ts';
import { writePacks } from './support/regions.ts';

const secret = `whsec_${randomBytes(24).toString('base64')}`;
const unit = 'urban-management';
const item = 'I39';
const name = '示例建设有限公司';
const stranger = { sub: 'other', name: '另一公司', roles: ['applicant'], uscc: '91430100MA4L00002G' };

interface Seen {
  id: string;
  data: { channel: string; uscc: string; text: string; url: string };
}

/** What the gateway was asked, and what it answers; it hangs on 0. */
const seen: Seen[] = [];
let answer: (one: Seen) => number = () => 200;

let gateway: Server;
let bench: Bench;
let packs: string;

beforeAll(async () => {
  packs = writePacks();
  const pack = path.join(packs, 'hunan/pack.json');
  const { rules, ...rest } = JSON.parse(readFileSync(pack, 'utf8')) as {
    rules: { noticeChannels: { pickup: { value: string[] } } };
  };
  rules.noticeChannels.pickup.value = ['sms', 'phone'];
  writeFileSync(pack, JSON.stringify({ ...rest, rules }));
  const webhook = new Webhook(secret);
  gateway = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([key, value]) => [key, String(value)]));
      const { data } = webhook.verify(body, headers) as Pick<Seen, 'data'>;
      const one = { id: String(request.headers['webhook-id']), data };
      seen.push(one);
      const status = answer(one);
      if (status > 0) response.writeHead(status).end();
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => gateway.listen(port, '127.0.0.1', resolve));
  const servers = await testServers();
  const system = await startTestSystem({
    infrastructure: servers,
    env: {
      REGION_PACKS_DIR: packs,
      PUBLIC_URL: 'https://yichuang.example',
      NOTICE_GATEWAY_URL: `http://127.0.0.1:${String(port)}/notices`,
      NOTICE_GATEWAY_SECRET: secret,
      NOTICE_RETRY_MS: '50',
    },
  });
  bench = openBench(system, servers.temporalAddress);
});

afterAll(async () => {
  await bench.close();
  await bench.system.stop();
  gateway.closeAllConnections();
  gateway.close();
  rmSync(packs, { recursive: true, force: true });
});

/** A granted result that the department has not handed over. */
async function granted(): Promise<string> {
  const no = await file(bench, { items: [item] });
  expect((await act(bench, unit, acceptance(no, item), 'accept')).status).toBe(200);
  const result = { decidedOn: '2026-09-17', documentNo: '示例许〔2026〕39号', validUntil: '2027-09-17' };
  expect((await act(bench, unit, review(no, item), 'grant', { result })).status).toBe(200);
  return no;
}

const handOver = async (no: string): Promise<void> => {
  expect((await act(bench, unit, handover(no, item), 'handOver')).status).toBe(200);
};

const noticeId = (no: string): string => `issuance:${no}-${item}~pickupNotice~1`;
const documentPath = (no: string): string => `/v1/documents/${encodeURIComponent(noticeId(no))}`;
const asked = (no: string): Seen[] => seen.filter(({ id }) => id.startsWith(noticeId(no)));

interface Card {
  number: string;
  verification: { code: string; url: string };
  pdf: { sha256: string; size: number } | null;
}

/** The document, once its page is made. */
const made = (no: string): Promise<Card & { pdf: NonNullable<Card['pdf']> }> =>
  until(`the page of ${noticeId(no)}`, async () => {
    const { body } = await bench.api.get('issuance', documentPath(no), { as: 'applicant' });
    const card = body as unknown as Card;
    return card.pdf ? { ...card, pdf: card.pdf } : undefined;
  });

async function pdfOf(no: string): Promise<Uint8Array> {
  const token = await bench.system.token('applicant');
  const reply = await fetch(`${bench.system.urls.issuance}${documentPath(no)}/pdf`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  return new Uint8Array(await reply.arrayBuffer());
}

interface NoticeView {
  documentId: string;
  state: string;
  attempts: { channel: string; word: string; result: string; error: string | null }[];
}

/** The notice of the result, once it is in a state. */
const noticed = (no: string, state: string): Promise<NoticeView> =>
  until(`notice of ${no} ${state}`, async () => {
    const { body } = await bench.api.get('issuance', `/v1/cases/${no}/notices`, { as: 'applicant' });
    const found = (body['notices'] as NoticeView[]).find(({ documentId }) => documentId === noticeId(no));
    return found?.state === state ? found : undefined;
  });

describe('a document', () => {
  let no: string;
  beforeAll(async () => {
    answer = () => 200;
    no = await granted();
    await handOver(no);
  });

  test('has its number as soon as it is recorded', async () => {
    const { body } = await bench.api.get('issuance', `/v1/cases/${no}/documents`, { as: 'applicant' });
    expect(body['documents']).toMatchObject([
      { name: '领取通知', number: '湘工建窗领〔2026〕1号', seal: '实体窗口印章' },
    ]);
  });

  test('becomes a page that holds its text, number and seal', async () => {
    const card = await made(no);
    const pdf = await pdfOf(no);
    expect(pdf.length).toBe(card.pdf.size);
    const { text } = await extractText(await getDocumentProxy(pdf), { mergePages: true });
    const printed = text.replace(/\s/g, '');
    for (const part of [name, '湘工建窗领〔2026〕1号', '示例产业园一期', '测试印章', card.verification.code])
      expect(printed).toContain(part);
    expect(card.verification.url).toMatch(/^https:\/\/yichuang\.example\/verify\/[0-9A-Z]{16}$/);
  });

  test('is verified by whoever has its code, without a word about its addressee', async () => {
    const { verification, pdf, number } = await made(no);
    for (const service of ['issuance', 'intake'] as const) {
      const reply = await fetch(`${bench.system.urls[service]}/verify/${verification.code.toLowerCase()}`);
      const html = await reply.text();
      expect(reply.status).toBe(200);
      for (const part of ['有效', number, '领取通知', pdf.sha256]) expect(html).toContain(part);
      for (const part of [name, '91430100MA4L00001J', no]) expect(html).not.toContain(part);
    }
    const json = await fetch(`${bench.system.urls.assist}/v1/verify/${verification.code}`);
    expect(await json.json()).toEqual({
      valid: true,
      name: '领取通知',
      number,
      issuer: '工程建设项目审批实体窗口',
      issuedOn: expect.stringMatching(/^2026-/),
      sha256: pdf.sha256,
      sandbox: false,
    });
  });

  test('that nobody has issued is not verified', async () => {
    const page = await fetch(`${bench.system.urls.issuance}/verify/${encodeURIComponent('AAAA-<script>')}`);
    expect(page.status).toBe(404);
    const html = await page.text();
    expect(html).toContain('无此文书');
    expect(html).not.toContain('<script');
    const json = await fetch(`${bench.system.urls.issuance}/v1/verify/AAAAAAAAAAAAAAAA`);
    expect([json.status, await json.json()]).toMatchObject([404, { code: 'no-such-document' }]);
    expect((await fetch(`${bench.system.urls.issuance}/verify`)).status).toBe(200);
  });

  test.each<[string, string | object, number]>([
    ['the window', 'window-jia', 200],
    ['the department', unit, 200],
    ['another enterprise', stranger, 404],
    ['a clerk of another region', { sub: 'c', name: '窗口', roles: ['clerk'], region: 'dalian' }, 404],
  ])('is seen by %s: %j', async (_who, as, status) => {
    const who = as as string;
    await made(no);
    const card = await bench.api.get('issuance', documentPath(no), { as: who });
    const pdf = await fetch(`${bench.system.urls.issuance}${documentPath(no)}/pdf`, {
      headers: { authorization: `Bearer ${await bench.system.token(who)}` },
    });
    const notices = await bench.api.get('issuance', `/v1/cases/${no}/notices`, { as: who });
    expect([card.status, pdf.status, notices.status]).toEqual([status, status, status]);
  });

  test('is seen by nobody without a token, and not from a sandbox', async () => {
    expect((await fetch(`${bench.system.urls.issuance}${documentPath(no)}/pdf`)).status).toBe(401);
    await bench.api.post(
      'approval',
      '/v1/sandbox/realms',
      { realm: 'elsewhere', now: '2026-09-18T10:00:00+08:00' },
      { as: 'admin' },
    );
    const reply = await bench.api.get('issuance', documentPath(no), { as: 'applicant', realm: 'elsewhere' });
    expect(reply.status).toBe(404);
  });
});

describe('numbers', () => {
  test('of documents that are issued side by side follow on each other without gaps', async () => {
    answer = () => 200;
    const cases = await Promise.all([granted(), granted(), granted()]);
    await Promise.all(cases.map(handOver));
    const { rows } = await bench.db.query<{ number: string }>(
      `select number from journal.document where kind = 'pickupNotice' order by length(number), number`,
    );
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, i) => `湘工建窗领〔2026〕${String(i + 1)}号`));
    expect(rows.length).toBeGreaterThanOrEqual(3);
  });
});

describe('a notice', () => {
  test('goes by the next channel when the first refuses; each is asked once', async () => {
    answer = ({ data }) => (data.channel === 'sms' ? 422 : 200);
    const no = await granted();
    await handOver(no);
    expect((await noticed(no, 'sent')).attempts).toMatchObject([
      { channel: 'sms', word: '短信', result: 'refused', error: '网关答 422' },
      { channel: 'phone', word: '电话', result: 'sent', error: null },
    ]);
    expect(asked(no).map(({ id }) => id)).toEqual([`${noticeId(no)}~sms`, `${noticeId(no)}~phone`]);
    expect(asked(no)[0]?.data).toMatchObject({ uscc: '91430100MA4L00001J', text: expect.stringContaining('已可领取') });
  });

  test('is tried again while the gateway is away, under the same ID', async () => {
    let failures = 0;
    answer = () => (failures++ < 2 ? 503 : 200);
    const no = await granted();
    await handOver(no);
    const { attempts } = await noticed(no, 'sent');
    expect(attempts.map(({ channel, result }) => [channel, result])).toEqual([
      ['sms', 'unavailable'],
      ['sms', 'unavailable'],
      ['sms', 'sent'],
    ]);
    expect(new Set(asked(no).map(({ id }) => id))).toEqual(new Set([`${noticeId(no)}~sms`]));
  });

  test('that nobody takes becomes a task of the operators', async () => {
    answer = () => 410;
    const no = await granted();
    await handOver(no);
    const { attempts } = await noticed(no, 'failed');
    expect(attempts.map(({ channel, result }) => [channel, result])).toEqual([
      ['sms', 'refused'],
      ['phone', 'refused'],
    ]);
    const { rows } = await bench.db.query<{ id: string; kind: string }>(
      `select id, kind from journal.operator_task where subject = $1 and resolved_at is null`,
      [noticeId(no)],
    );
    expect(rows).toMatchObject([{ kind: 'noticeUndelivered' }]);
    answer = () => 200;
    const again = ['tasks', 'resend', String(rows[0]?.id), '--as', '运维甲', '--reason', '网关已恢复'];
    expect(await yichuang(bench.system, ...again)).toMatchObject({ code: 0, out: expect.stringContaining(no) });
    const resent = await noticed(no, 'sent');
    expect(resent.attempts).toMatchObject([
      { result: 'refused' },
      { result: 'refused' },
      { channel: 'sms', result: 'sent' },
    ]);
    expect(asked(no).at(-1)?.id).toBe(`${noticeId(no)}~sms`);
    expect(await yichuang(bench.system, ...again)).toMatchObject({ code: 1 });
  });

  test('sent by a process that is killed before it notes it goes out again under the same ID, and is noted once', async () => {
    answer = () => 0;
    const no = await granted();
    await handOver(no);
    await until('the gateway is asked', () => Promise.resolve(asked(no).length > 0 ? true : undefined));
    await bench.system.parts.issuance.kill9();
    answer = () => 200;
    await bench.system.parts.issuance.start();
    expect((await noticed(no, 'sent')).attempts).toMatchObject([{ channel: 'sms', result: 'sent' }]);
    expect(asked(no).map(({ id }) => id)).toEqual([`${noticeId(no)}~sms`, `${noticeId(no)}~sms`]);
    expect((await made(no)).number).toMatch(/^湘工建窗领〔2026〕\d+号$/);
  });

  test('is written down for good', async () => {
    await expect(bench.db.query(`update journal.notice_attempt set result = 'sent'`)).rejects.toThrow('append-only');
  });
});

test('the same page is made again, byte by byte, and the audit finds one that was changed', async () => {
  answer = () => 200;
  const no = await granted();
  await handOver(no);
  const { pdf } = await made(no);
  await bench.db.query(
    'update journal.document set sha256 = null, size = null, rendered_at = null where document_id = $1',
    [noticeId(no)],
  );
  expect((await made(no)).pdf.sha256).toBe(pdf.sha256);

  expect(await yichuang(bench.system, 'audit', 'verify', no)).toMatchObject({ code: 0 });
  const { sha256 } = pdf;
  const stored = path.join(bench.system.dataDir, 'storage', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  expect(existsSync(stored)).toBe(true);
  writeFileSync(stored, 'changed');
  const audit = await yichuang(bench.system, 'audit', 'verify', no);
  expect([audit.code, audit.err]).toEqual([1, expect.stringContaining('PDF')]);
});
