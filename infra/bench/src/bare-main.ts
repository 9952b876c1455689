/**
 * The least that could take a filing in: one express handler, one transaction with the same rows (journal, application, items, fact,
 * message, start of the workflow), no checks of the caller, the form or the law. A process of its own, as the service is.
 */
import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { loadCatalogue, loadPacks, packSlice } from '@yichuang/regions';
import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });

await pool.query(`
  create schema bare;
  create sequence bare.number;
  create table bare.command (id uuid primary key, key text unique, received_at timestamptz not null default clock_timestamp(), body jsonb not null);
  create table bare.scope (case_no text primary key, region text not null, uscc text not null);
  create table bare.application (no text primary key, region text, stage text, channel text, project_code text, project_name text, applicant text, uscc text, filed_at timestamptz);
  create table bare.item (no text references bare.application, code text, department text, primary key (no, code));
  create table bare.fact (case_no text, sequence bigint, workflow_id text, seq int, body jsonb, hash text, primary key (case_no, sequence), unique (workflow_id, seq));
  create table bare.outbox (position bigserial primary key, key text not null, payload jsonb not null, published_at timestamptz);
  create table bare.inbound (id uuid primary key, workflow_id text not null, input jsonb not null);
`);

const pack = loadPacks().get('hunan');
if (!pack) throw new Error('no pack to begin with');
const slice = packSlice(pack, loadCatalogue(), { stage: 'constructionPermit', channel: 'onsite', itemCodes: ['I40'] });

interface Body {
  region: string;
  stage: string;
  channel: string;
  project: { code: string; name: string };
  applicant: { name: string; uscc: string };
  items: string[];
}

async function file(body: Body, key: string): Promise<string> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<{ n: string }>("select nextval('bare.number') as n");
    const no = `430000-${String(rows[0]?.n)}`;
    const workflowId = `application:${no}`;
    const fact = JSON.stringify({ type: 'applicationFiled', data: body });
    await client.query('insert into bare.command (id, key, body) values ($1, $2, $3)', [randomUUID(), key, fact]);
    await client.query('insert into bare.scope values ($1, $2, $3)', [no, body.region, body.applicant.uscc]);
    const { project, applicant } = body;
    await client.query('insert into bare.application values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp())', [
      no,
      body.region,
      body.stage,
      body.channel,
      project.code,
      project.name,
      applicant.name,
      applicant.uscc,
    ]);
    for (const code of body.items) await client.query('insert into bare.item values ($1, $2, $3)', [no, code, 'x']);
    const stored = [no, 1, workflowId, 1, fact];
    await client.query('insert into bare.fact values ($1, $2, $3, $4, $5::text::jsonb, md5($5::text))', stored);
    await client.query('insert into bare.outbox (key, payload) values ($1, $2)', [no, fact]);
    const input = JSON.stringify({ slice, body });
    await client.query('insert into bare.inbound values ($1, $2, $3)', [randomUUID(), workflowId, input]);
    await client.query('commit');
    return no;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

const app = express();
app.use(express.json());
app.post('/v1/applications', async (request: express.Request<object, unknown, Body>, response) => {
  const applicationNo = await file(request.body, request.get('Idempotency-Key') ?? randomUUID());
  response.status(201).json({ applicationNo });
});
// By the name that our services have for it.
app.get('/metrics', (_request, response) => {
  const { user, system } = process.cpuUsage();
  response.type('text').send(`process_cpu_seconds_total ${String((user + system) / 1e6)}\n`);
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ ready: true, port: typeof address === 'object' && address ? address.port : 0 });
});
