/** Files on real servers, as a portal uses them: uploads that are cut and resumed, refusals that name the file, signed links. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, utimesSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { uuidv7 } from '@yichuang/platform';
import { Upload } from 'tus-js-client';
import { type CallOptions, isRecord, type Reply, startTestSystem, testServers } from '../../src/index.ts';
import { type Bench, openBench, until } from './support/bench.ts';

let bench: Bench;
let intake: string;

const stranger = { sub: 'other', name: '他人', roles: ['applicant'], uscc: '91110000MA00000000' };
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(200_000)]);
const maxBytes = 1_000_000;

beforeAll(async () => {
  const servers = await testServers();
  bench = openBench(
    await startTestSystem({
      env: {
        FILE_MAX_BYTES: String(maxBytes),
        FILE_LINK_SECONDS: '2',
        FILE_CLEAN_UP_MS: '1000',
        STORAGE_KEY: randomBytes(32).toString('base64'),
      },
    }),
    servers.temporalAddress,
  );
  intake = bench.system.urls.intake;
});

afterAll(async () => {
  await bench.close();
  await bench.system.stop();
});

const open = (body: object, options: CallOptions = { as: 'applicant' }): Promise<Reply> =>
  bench.api.post('intake', '/v1/files', body, options);

async function opened(name: string, size: number): Promise<string> {
  const { status, body } = await open({ name, size });
  expect([status, body]).toEqual([
    201,
    expect.objectContaining({ state: 'receiving', received: 0, uscc: expect.any(String) }),
  ]);
  return String(body['fileId']);
}

/** Bytes as a client of the tus protocol sends them. */
async function append(id: string, offset: number, bytes: Buffer, headers: Record<string, string> = {}) {
  const response = await fetch(`${intake}/v1/files/${id}`, {
    method: 'PATCH',
    headers: {
      authorization: `Bearer ${await bench.system.token('applicant')}`,
      'content-type': 'application/offset+octet-stream',
      'tus-resumable': '1.0.0',
      'upload-offset': String(offset),
      ...headers,
    },
    body: new Uint8Array(bytes),
  });
  const text = await response.text();
  const problem: unknown = text === '' ? {} : JSON.parse(text);
  return { status: response.status, headers: response.headers, problem: isRecord(problem) ? problem : {} };
}

async function head(id: string): Promise<string | null> {
  const authorization = `Bearer ${await bench.system.token('applicant')}`;
  const response = await fetch(`${intake}/v1/files/${id}`, { method: 'HEAD', headers: { authorization } });
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
  return response.headers.get('upload-offset');
}

const read = (id: string, as: CallOptions['as'] = 'applicant'): Promise<Reply> =>
  bench.api.get('intake', `/v1/files/${id}`, { as });

async function linkOf(id: string): Promise<string> {
  const { status, body } = await bench.api.post('intake', `/v1/files/${id}/links`, {}, { as: 'applicant' });
  expect(status).toBe(201);
  return `${intake}${String(body['url'])}`;
}

async function stored(name: string, bytes: Buffer): Promise<string> {
  const id = await opened(name, bytes.length);
  expect((await append(id, 0, bytes)).status).toBe(204);
  return id;
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('an upload', () => {
  test('goes on where the connection was cut', async () => {
    const id = await opened('施工合同.pdf', pdf.length);
    const socket = connect(Number(new URL(intake).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      [
        `PATCH /v1/files/${id} HTTP/1.1`,
        'Host: x',
        `Authorization: Bearer ${await bench.system.token('applicant')}`,
        'Content-Type: application/offset+octet-stream',
        'Upload-Offset: 0',
        `Content-Length: ${String(pdf.length)}`,
        '\r\n',
      ].join('\r\n'),
    );
    socket.write(pdf.subarray(0, 70_000));
    await new Promise((resolve) => setTimeout(resolve, 300));
    socket.destroy();
    const offset = await until('what came before the cut', async () => {
      const got = Number(await head(id));
      return got > 0 ? got : undefined;
    });
    expect(offset).toBe(70_000);
    const { status, headers } = await append(id, offset, pdf.subarray(offset));
    expect([status, headers.get('upload-offset')]).toEqual([204, String(pdf.length)]);
    expect((await read(id)).body).toMatchObject({
      name: '施工合同.pdf',
      state: 'stored',
      stateName: '已收妥',
      type: 'application/pdf',
      sha256: sha256(pdf),
      scan: { code: 'unscanned', name: '未扫描' },
      openedBy: { id: 'enterprise-sample', role: 'applicant' },
    });
  });

  test('is what a client of the protocol expects, in pieces', async () => {
    const id = await opened('图纸.pdf', pdf.length);
    const authorization = `Bearer ${await bench.system.token('applicant')}`;
    await new Promise<void>((resolve, reject) => {
      new Upload(pdf, {
        uploadUrl: `${intake}/v1/files/${id}`,
        chunkSize: 60_000,
        headers: { authorization },
        onError: reject,
        onSuccess: () => {
          resolve();
        },
      }).start();
    });
    expect((await read(id)).body).toMatchObject({ state: 'stored', sha256: sha256(pdf) });
  });

  test('opened twice with one key is one upload; with other content it is refused', async () => {
    const idempotencyKey = randomUUID();
    const options = { as: 'applicant', idempotencyKey };
    const [one, two] = [
      await open({ name: 'a.pdf', size: 9 }, options),
      await open({ name: 'a.pdf', size: 9 }, options),
    ];
    expect(two.body['fileId']).toBe(one.body['fileId']);
    expect(await open({ name: 'b.pdf', size: 9 }, options)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
  });

  test('two transfers from the same place: one counts', async () => {
    const id = await opened('同时.pdf', pdf.length);
    const half = pdf.subarray(0, 100_000);
    const statuses = (await Promise.all([1, 2, 3].map(() => append(id, 0, half)))).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([204, 409, 409]);
    expect((await append(id, 100_000, pdf.subarray(100_000))).status).toBe(204);
    expect((await read(id)).body['sha256']).toBe(sha256(pdf));
  });

  test.each<[string, Buffer, string]>([
    ['病毒.pdf', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)]), 'application/x-msdownload'],
    ['网页.pdf', Buffer.from('<html><script>alert(1)</script></html>'), '无法识别'],
  ])('%s is known by its bytes and refused by name', async (name, bytes, found) => {
    const id = await opened(name, bytes.length);
    const refused = {
      status: 415,
      problem: { code: 'file-type-refused', detail: expect.stringMatching(new RegExp(`${name}.*${found}.*OFD`)) },
    };
    expect(await append(id, 0, bytes)).toMatchObject(refused);
    expect(await append(id, 0, bytes)).toMatchObject(refused);
    expect((await read(id)).body).toMatchObject({
      state: 'refused',
      sha256: null,
      refusal: expect.stringContaining(name),
    });
    expect(await bench.api.post('intake', `/v1/files/${id}/links`, {}, { as: 'applicant' })).toMatchObject({
      status: 409,
      body: { code: 'file-incomplete' },
    });
  });

  test('of another type is refused with its first piece', async () => {
    const id = await opened('影片.pdf', 900_000);
    const gif = Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(9000)]);
    expect(await append(id, 0, gif)).toMatchObject({ status: 415, problem: { code: 'file-type-refused' } });
  });

  test('too big is refused by name, announced or not', async () => {
    expect(await open({ name: '全套图纸.dwg', size: maxBytes + 1 })).toMatchObject({
      status: 413,
      body: { code: 'file-too-large', detail: expect.stringContaining('全套图纸.dwg'), errors: [{ field: 'size' }] },
    });
    const id = await opened('说小了.pdf', 1000);
    expect(await append(id, 0, pdf.subarray(0, 5000))).toMatchObject({
      status: 413,
      problem: { code: 'file-too-large', detail: expect.stringContaining('说小了.pdf') },
    });
    expect(await head(id)).toBe('0');
  });

  test.each<[string, number, Record<string, string>, number, string]>([
    ['from another place', 7, {}, 409, 'upload-offset'],
    ['from nowhere', 0, { 'upload-offset': '-1' }, 400, 'invalid-request'],
    ['as something else', 0, { 'content-type': 'application/pdf' }, 415, 'upload-format'],
    ['by another version', 0, { 'tus-resumable': '0.2.2' }, 412, 'upload-protocol'],
  ])('%s is refused', async (_what, offset, headers, status, code) => {
    const id = await opened('a.pdf', 100);
    expect(await append(id, offset, Buffer.from('%PDF-1.7'), headers)).toMatchObject({ status, problem: { code } });
    expect(await head(id)).toBe('0');
  });

  test.each<[string, object, CallOptions['as'], number, string]>([
    ['a classified one', { classified: true }, 'applicant', 422, 'classified-project'],
    ['a path for a name', { name: '../../etc/passwd' }, 'applicant', 400, 'invalid-request'],
    ['an empty one', { size: 0 }, 'applicant', 400, 'invalid-request'],
    ['for another enterprise', { uscc: stranger.uscc }, 'applicant', 403, 'not-your-enterprise'],
    ['by the window, for nobody', {}, 'window-jia', 400, 'invalid-request'],
    ['by a department', {}, 'urban-management', 403, 'role-not-allowed'],
  ])('%s is not opened', async (_what, change, as, status, code) => {
    const count = 'select count(*)::int as n from intake.file';
    const before = (await bench.db.query(count)).rows;
    expect(await open({ name: 'a.pdf', size: 9, ...change }, { as })).toMatchObject({ status, body: { code } });
    expect((await bench.db.query(count)).rows).toEqual(before);
  });
});

describe('a file', () => {
  test('is nobody else’s', async () => {
    const id = await stored('a.pdf', pdf);
    for (const as of [stranger, 'window-jia', 'urban-management'])
      expect(await read(id, as)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await bench.api.post('intake', `/v1/files/${id}/links`, {}, { as: stranger })).toMatchObject({
      status: 404,
    });
  });

  test('of an enterprise that the window uploaded is seen by both, in its region', async () => {
    const uscc = String(bench.system.accounts['applicant']?.uscc);
    const clerk = (region: string) => ({ sub: `clerk-${region}`, name: '窗口', roles: ['clerk'], region });
    const { body } = await open({ name: 'b.pdf', size: 9, uscc }, { as: clerk('hunan') });
    const id = String(body['fileId']);
    expect((await read(id)).body).toMatchObject({ openedBy: { role: 'clerk' } });
    expect(await read(id, { ...clerk('hunan'), sub: 'colleague' })).toMatchObject({ status: 200 });
    expect(await read(id, clerk('jiangcheng'))).toMatchObject({ status: 404 });
  });

  test('is read by its link, whole or in part, under its Chinese name', async () => {
    const url = await linkOf(await stored('施工合同(正式).pdf', pdf));
    const whole = await fetch(url);
    expect(Buffer.from(await whole.arrayBuffer()).equals(pdf)).toBe(true);
    expect(whole.headers.get('content-type')).toBe('application/pdf');
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
    expect(whole.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''${encodeURIComponent('施工合同(正式)').replaceAll('(', '%28').replaceAll(')', '%29')}.pdf`,
    );
    const part = await fetch(url, { headers: { range: 'bytes=100-199' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-199/${String(pdf.length)}`]);
    expect(Buffer.from(await part.arrayBuffer()).equals(pdf.subarray(100, 200))).toBe(true);
    const beyond = await fetch(url, { headers: { range: `bytes=${String(pdf.length)}-` } });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${String(pdf.length)}`]);
  });

  test('is not read by a link that expired, was changed, or is of another file', async () => {
    const [id, other] = [await stored('a.pdf', pdf), await stored('b.pdf', pdf)];
    const url = await linkOf(id);
    const refusal = async (address: string): Promise<unknown> => {
      const response = await fetch(address);
      const body: unknown = await response.json();
      return [response.status, isRecord(body) && body['code']];
    };
    expect(await refusal(url.replace(id, other))).toEqual([403, 'link-invalid']);
    expect(await refusal(url.replace(/expires=\d+/, 'expires=9999999999'))).toEqual([403, 'link-invalid']);
    expect(await refusal(url.slice(0, -1))).toEqual([403, 'link-invalid']);
    expect(await refusal(url.replace(/\?.*/, ''))).toEqual([400, 'invalid-request']);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect(await refusal(url)).toEqual([403, 'link-expired']);
  });

  test('that a scanner found infected reaches nobody, whatever link they hold', async () => {
    const id = await stored('a.pdf', pdf);
    const url = await linkOf(id);
    expect((await read(id)).body).toMatchObject({ scan: { name: '未扫描' } });
    await bench.db.query(`update intake.file set scan = 'infected' where id = $1`, [id]);
    const refused = { status: 409, body: { code: 'file-infected', detail: expect.stringContaining('a.pdf') } };
    expect(await bench.api.post('intake', `/v1/files/${id}/links`, {}, { as: 'applicant' })).toMatchObject(refused);
    expect((await fetch(url)).status).toBe(409);
  });

  test('of a realm is in no other', async () => {
    const { body } = await bench.api.post(
      'intake',
      '/v1/files',
      { name: 'a.pdf', size: 9 },
      { as: 'applicant', realm: 'none' },
    );
    expect(body).toMatchObject({ code: 'unknown-realm' });
  });
});

describe('the clean-up', () => {
  const days = (n: number): Date => new Date(Date.now() - n * 86_400_000);
  /** As if it had been announced that long ago. */
  async function aged(id: string, n: number): Promise<string> {
    const older = uuidv7(days(n).getTime());
    await bench.db.query('update intake.file set id = $2 where id = $1', [id, older]);
    return older;
  }
  const placeOf = (sha256: string): string =>
    path.join(bench.system.env['STORAGE_DIR'] ?? '', sha256.slice(0, 2), sha256.slice(2, 4), `${sha256}.sealed`);
  const sha256 = async (id: string): Promise<string> => String((await read(id)).body['sha256']);
  const gone = (what: string, look: () => Promise<boolean>): Promise<unknown> =>
    until(what, async () => ((await look()) ? true : undefined));

  test('takes away uploads and files that nothing names, with their contents, and nothing else', async () => {
    const unfinished = await aged(await opened('半截.pdf', 100), 91);
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(5000)]);
    const forgotten = await aged(await stored('忘记.pdf', bytes), 91);
    const [kept, recent] = [await stored('草稿.pdf', pdf), await stored('新的.pdf', pdf)];
    const drafted = await aged(kept, 91);
    const uscc = String(bench.system.accounts['applicant']?.uscc);
    const form = { region: '湖南', applicant: { uscc }, materials: [{ name: '合同', files: [drafted] }] };
    expect(await bench.api.post('intake', '/v1/drafts', form, { as: 'applicant' })).toMatchObject({ status: 201 });
    const [lost, used] = [await sha256(forgotten), await sha256(drafted)];
    for (const one of [lost, used]) utimesSync(placeOf(one), days(2), days(2));
    for (const id of [unfinished, forgotten]) await gone(id, async () => (await read(id)).status === 404);
    await gone('the content', () => Promise.resolve(!existsSync(placeOf(lost))));
    expect([(await read(drafted)).status, (await read(recent)).status, existsSync(placeOf(used))]).toEqual([
      200,
      200,
      true,
    ]);
  });
});
