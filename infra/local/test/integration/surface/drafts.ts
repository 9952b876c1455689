/** Drafts, materials and their reuse on real servers: two who edit one draft, one set of materials, a submission sent twice. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { type CallOptions, isRecord, type Reply, sampleUscc } from '../../../src/index.ts';
import { acceptance, act, factsOf, review, sampleFiling, until } from '../support/bench.ts';
import { sharedBench } from '../support/shared-bench.ts';

const bench = sharedBench();

const strangerUscc = '91110000MA00000000';
const stranger = { sub: 'other', name: '他人', roles: ['applicant'], uscc: strangerUscc };
const elsewhere = { sub: 'c', name: '窗口', roles: ['clerk'], region: 'dalian' };
const items = ['I39', 'I46'];

interface Sent {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  path: string;
  body?: unknown;
  as?: CallOptions['as'];
  headers?: Record<string, string>;
}

async function send({ method, path, body, as = 'applicant', headers = {} }: Sent): Promise<Reply> {
  const response = await fetch(`${bench.system.urls.intake}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await bench.system.token(as)}`,
      ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
      'content-type': 'application/json',
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json: unknown = text === '' ? {} : JSON.parse(text);
  return { status: response.status, headers: response.headers, body: isRecord(json) ? json : {} };
}

const openDraft = (body: object, as: CallOptions['as'] = 'applicant'): Promise<Reply> =>
  send({ method: 'POST', path: '/v1/drafts', body, as });

async function storedFile(name: string, as: CallOptions['as'] = 'applicant'): Promise<string> {
  const bytes = `%PDF-1.7 ${name}`;
  const size = Buffer.byteLength(bytes);
  const { body } = await send({ method: 'POST', path: '/v1/files', body: { name, size, uscc: ownerOf(as) }, as });
  const path = `/v1/files/${String(body['fileId'])}`;
  const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
  expect((await send({ method: 'PATCH', path, body: bytes, headers, as })).status).toBe(204);
  return String(body['fileId']);
}

const ownerOf = (as: CallOptions['as']): string => (as === stranger ? strangerUscc : sampleUscc);

const filed = (change: object = {}): Record<string, unknown> => ({ ...sampleFiling({ items }), ...change });

const pathOf = ({ body }: Reply): string => `/v1/drafts/${String(body['draftId'])}`;
const etag = ({ headers }: Reply): Record<string, string> => ({ 'if-match': headers.get('etag') ?? '' });

const countOf = async (table: string): Promise<unknown> => (await bench.db.query(`select count(*) from ${table}`)).rows;

describe('a draft', () => {
  test('is kept as far as it goes, and its content is not readable in the database', async () => {
    const draft = await openDraft({ region: '湖南', applicant: { uscc: sampleUscc }, project: { name: '秘密花园' } });
    expect(draft).toMatchObject({ status: 201, body: { version: 1, region: 'hunan', applicationNo: null } });
    expect(await send({ method: 'GET', path: pathOf(draft) })).toMatchObject({
      status: 200,
      body: { form: { project: { name: '秘密花园' } }, openedBy: { id: 'enterprise-sample', role: 'applicant' } },
    });
    // By its project it is found again.
    expect(await send({ method: 'GET', path: '/v1/drafts?limit=1' })).toMatchObject({
      body: { drafts: [{ draftId: draft.body['draftId'], projectName: '秘密花园', stage: null, applicantName: null }] },
    });
    const { rows } = await bench.db.query('select * from intake.draft where id = $1', [draft.body['draftId']]);
    expect(JSON.stringify(rows)).not.toContain('秘密花园');
  });

  test('is changed by one at a time', async () => {
    const draft = await openDraft(filed());
    const path = pathOf(draft);
    const save = (name: string, headers: Record<string, string>): Promise<Reply> =>
      send({ method: 'PUT', path, body: filed({ applicant: { name, uscc: sampleUscc } }), headers });
    const both = await Promise.all([save('甲', etag(draft)), save('乙', etag(draft))]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const [won] = both.filter(({ status }) => status === 200);
    const [lost] = both.filter(({ status }) => status === 412);
    expect(lost?.body['code']).toBe('changed-meanwhile');
    expect((await send({ method: 'GET', path })).body['form']).toEqual(won?.body['form']);
    expect(await save('丙', {})).toMatchObject({ status: 428, body: { code: 'if-match-required' } });
    expect(await save('丙', won ? etag(won) : {})).toMatchObject({ status: 200, body: { version: 3 } });
    const moved = { method: 'PUT' as const, path, headers: { 'if-match': '"3"' } };
    for (const change of [{ region: '江城' }, { applicant: { name: '他', uscc: strangerUscc } }])
      expect(await send({ ...moved, body: filed(change) })).toMatchObject({
        status: 400,
        body: { code: 'invalid-request' },
      });
  });

  test('is nobody else’s; one of the window is the window’s and the enterprise’s', async () => {
    const own = await openDraft(filed());
    for (const as of [stranger, 'window-jia', 'officer-jia'])
      expect(await send({ method: 'GET', path: pathOf(own), as })).toMatchObject({ status: 404 });
    const window = await openDraft(filed({ channel: 'onsite' }), 'window-jia');
    expect(window.body).toMatchObject({ openedBy: { id: 'window-jia', name: '窗口甲', role: 'clerk' } });
    expect(await send({ method: 'GET', path: pathOf(window) })).toMatchObject({ status: 200 });
    expect(await send({ method: 'GET', path: pathOf(window), as: 'officer-jia' })).toMatchObject({ status: 404 });
    expect(await send({ method: 'GET', path: '/v1/drafts', as: stranger })).toMatchObject({
      status: 200,
      body: { count: 0, drafts: [] },
    });
    const { body } = await send({ method: 'GET', path: '/v1/drafts?limit=1' });
    expect(body).toMatchObject({ count: expect.any(Number), next: expect.any(String) });
  });

  test.each<[string, object, CallOptions['as'], number, string]>([
    ['classified', { classified: true }, 'applicant', 422, 'classified-project'],
    ['of no region', { region: '没有' }, 'applicant', 400, 'unknown-region'],
    ['for another enterprise', {}, stranger, 403, 'not-your-enterprise'],
    ['of another region', {}, elsewhere, 403, 'not-your-region'],
    ['by a department', {}, 'urban-management', 403, 'role-not-allowed'],
  ])('%s is not kept', async (_what, change, as, status, code) => {
    const before = await countOf('intake.draft');
    expect(await openDraft(filed(change), as)).toMatchObject({ status, body: { code } });
    expect(await countOf('intake.draft')).toEqual(before);
  });

  test('becomes classified: what was there stays, nothing is added', async () => {
    const draft = await openDraft(filed());
    const change = {
      method: 'PUT' as const,
      path: pathOf(draft),
      headers: etag(draft),
      body: filed({ classified: true }),
    };
    expect(await send(change)).toMatchObject({ status: 422, body: { code: 'classified-project' } });
    expect((await send({ method: 'GET', path: pathOf(draft) })).body['version']).toBe(1);
  });

  test('is told all that is wrong, and what each item still needs; asked for once', async () => {
    const draft = await openDraft(filed({ items: ['I46', 'I999'], project: { code: '2609', name: '甲' } }));
    const told = await send({ method: 'POST', path: `${pathOf(draft)}/validation` });
    expect(told.body).toMatchObject({
      ready: false,
      problems: [
        { code: 'unknown-item', title: '没有这个事项', field: 'items', message: expect.stringContaining('I999') },
        { code: 'invalid-project-code', field: 'project.code' },
      ],
    });
    const good = await openDraft(filed({ materials: ['合同'] }));
    const { body } = await send({ method: 'POST', path: `${pathOf(good)}/validation` });
    expect(body).toMatchObject({ ready: true, problems: [], materials: [{ name: '合同', items }] });
    expect(body['missing']).toContainEqual(
      expect.objectContaining({ itemCode: 'I46', material: '中标通知书', critical: expect.any(Boolean) }),
    );
    expect(JSON.stringify(body['missing'])).not.toContain('"合同"');
    const asked = await send({
      method: 'GET',
      path: `/v1/catalogue/materials?region=${encodeURIComponent('湖南')}&items=${items.join()}`,
    });
    const all = asked.body['materials'];
    expect(all).toContainEqual({
      name: '合同',
      items: [expect.objectContaining({ code: 'I39' }), expect.objectContaining({ code: 'I46' })],
    });
    expect(await send({ method: 'GET', path: '/v1/catalogue/materials?region=hunan&items=I46,I999' })).toMatchObject({
      status: 400,
      body: { code: 'unknown-item' },
    });
  });
});

describe('a submission', () => {
  test('is a filing, once; the content of the draft is erased', async () => {
    const file = await storedFile('合同.pdf');
    const draft = await openDraft(filed({ materials: [{ name: '合同', files: [file] }, '申请表'] }));
    const path = `${pathOf(draft)}/submission`;
    const headers = { ...etag(draft), 'idempotency-key': randomUUID() };
    const sent = { method: 'POST' as const, path, headers };
    const replies = await Promise.all([
      send(sent),
      send({ ...sent, headers: { ...headers, 'idempotency-key': randomUUID() } }),
    ]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, expect.any(Number)]);
    const [won] = replies.filter(({ status }) => status === 201);
    const no = String(won?.body['applicationNo']);
    const after = await send({ method: 'GET', path: pathOf(draft) });
    expect(after.body).toMatchObject({ applicationNo: no, form: null, version: 2 });
    const late = await send({ method: 'POST', path, headers: etag(after) });
    expect(late).toMatchObject({ status: 409, body: { code: 'draft-submitted', detail: expect.stringContaining(no) } });
    expect((await send({ method: 'PUT', path: pathOf(draft), body: filed(), headers: etag(after) })).status).toBe(409);
    const [first] = await factsOf(bench, 'intake', no);
    expect(JSON.parse(first?.text ?? '{}')).toMatchObject({
      type: 'applicationFiled',
      data: {
        materials: { I39: ['合同'], I46: ['合同', '申请表'] },
        contents: { 合同: { files: [{ fileId: file, name: '合同.pdf', sha256: expect.any(String) }], results: [] } },
      },
    });
    expect((await send({ method: 'GET', path: `/v1/applications/${no}` })).body['items']).toMatchObject([
      { itemCode: 'I39', materials: [{ name: '合同', files: [{ fileId: file, name: '合同.pdf' }] }] },
      { itemCode: 'I46', materials: [{ name: '合同' }, { name: '申请表', files: [] }] },
    ]);
    const seen = (as: CallOptions['as']): Promise<Reply> => send({ method: 'GET', path: `/v1/files/${file}`, as });
    expect(await seen('urban-management')).toMatchObject({ status: 200, body: { name: '合同.pdf' } });
    const handler = { sub: 'h', name: '经办', roles: ['handler'], departmentId: 'housing', region: 'dalian' };
    expect(await seen(handler)).toMatchObject({ status: 404 });
  });

  test('sent again with its key is answered as before', async () => {
    const draft = await openDraft(filed());
    const headers = { ...etag(draft), 'idempotency-key': randomUUID() };
    const sent = { method: 'POST' as const, path: `${pathOf(draft)}/submission`, headers };
    const before = await send(sent);
    expect(await send(sent)).toMatchObject({ status: 200, body: before.body });
    expect(before.status).toBe(201);
  });

  test('of what is wrong, or no longer what was read, files nothing', async () => {
    const draft = await openDraft(filed({ stage: undefined }));
    const before = await countOf('intake.application');
    const path = `${pathOf(draft)}/submission`;
    expect(await send({ method: 'POST', path, headers: etag(draft) })).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', errors: [{ field: 'stage' }] },
    });
    expect(await send({ method: 'POST', path })).toMatchObject({ status: 428 });
    expect(await send({ method: 'POST', path, headers: { 'if-match': '"9"' } })).toMatchObject({ status: 412 });
    const onsite = await openDraft(filed({ channel: 'onsite' }));
    expect(await send({ method: 'POST', path: `${pathOf(onsite)}/submission`, headers: etag(onsite) })).toMatchObject({
      status: 403,
      body: { code: 'role-not-allowed' },
    });
    expect(await countOf('intake.application')).toEqual(before);
  });

  test('by an assist officer, for the owner, says who acted', async () => {
    const draft = await openDraft(filed(), 'officer-jia');
    const path = `${pathOf(draft)}/submission`;
    const { body } = await send({ method: 'POST', path, headers: etag(draft), as: 'officer-jia' });
    const [first] = await factsOf(bench, 'intake', String(body['applicationNo']));
    expect(JSON.parse(first?.text ?? '{}')).toMatchObject({ actor: { id: 'officer-jia', role: 'assist-officer' } });
  });
});

describe('what is held', () => {
  test('a foreign file, or none, is refused with its field; the old form of materials holds', async () => {
    const foreign = await storedFile('别家的.pdf', stranger);
    const file = (materials: unknown): Promise<Reply> =>
      send({ method: 'POST', path: '/v1/applications', body: filed({ materials }) });
    for (const id of [foreign, randomUUID()])
      expect(await file([{ name: '合同', files: [id] }])).toMatchObject({
        status: 400,
        body: { code: 'unusable-file', errors: [{ field: 'materials.0.files.0' }] },
      });
    expect(await file({ I46: ['申请表'], I39: ['合同'] })).toMatchObject({ status: 201 });
    expect(await file({ I40: ['x'] })).toMatchObject({ status: 400, body: { code: 'unknown-item' } });
  });

  test('files and results of the project are listed, and serve again', async () => {
    const project = { code: '2609-430102-89-01-543213', name: '示例产业园二期' };
    const file = await storedFile('缴费.pdf');
    const body = filed({ items: ['I40'], project, materials: { I40: [{ name: '检测报告', files: [file] }] } });
    const { status, body: first } = await send({ method: 'POST', path: '/v1/applications', body });
    expect([status, first]).toEqual([201, expect.anything()]);
    const no = String(first['applicationNo']);
    const result = { decidedOn: '2026-09-17', documentNo: '示例许〔2026〕40号', validUntil: '2027-09-17' };
    expect((await act(bench, 'urban-management', acceptance(no, 'I40'), 'accept')).status).toBe(200);
    expect((await act(bench, 'urban-management', review(no, 'I40'), 'grant', { result })).status).toBe(200);
    const path = `/v1/held-materials?uscc=${sampleUscc}&projectCode=${project.code}`;
    const held = await until('the result in intake', async () => {
      const { body: found } = await send({ method: 'GET', path });
      return Array.isArray(found['results']) && found['results'].length > 0 ? found : undefined;
    });
    expect(held).toMatchObject({
      files: [{ fileId: file, material: '检测报告', applicationNo: no, itemCodes: ['I40'], type: 'application/pdf' }],
      results: [{ result: `${no}-I40`, itemCode: 'I40', document: expect.any(String) }],
    });
    expect((await send({ method: 'GET', path, as: stranger })).body).toEqual({ files: [], results: [] });
    const again = filed({
      project,
      materials: [
        { name: '合同', files: [file] },
        { name: '规划许可', results: [`${no}-I40`] },
      ],
    });
    expect(await send({ method: 'POST', path: '/v1/applications', body: again })).toMatchObject({ status: 201 });
    const other = { ...again, project: { code: '2609-430102-89-01-123451', name: '一期' } };
    expect(await send({ method: 'POST', path: '/v1/applications', body: other })).toMatchObject({
      status: 400,
      body: { code: 'unusable-result' },
    });
  });
});
