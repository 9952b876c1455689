/** The local OpenID provider, called as its clients call it. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { issuerApp } from '../../src/issuer/app.ts';
import { AUDIENCE, type Claims, createIssuer, refuseInProduction } from '../../src/issuer/issuer.ts';
import { loadSigningKey } from '../../src/issuer/key.ts';
import { DEV_CLIENT, DEV_LOGIN_GRANT, PORTAL_CLIENT } from '../../src/issuer/provider.ts';
import { isRecord } from '../../src/json-file.ts';
import { freePort } from '../../src/ports.ts';

const lisi: Claims = { sub: 'u1', name: '李四', roles: ['handler'], departmentId: 'planning', region: 'r1' };
const registry = {
  accounts: { lisi },
  systems: { 'system-x': { secret: 's3cret', claims: { ...lisi, sub: 'system-x', name: '业务系统' } } },
};

let dataDir: string;
let url: string;
let server: Server;

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'yichuang-issuer-'));
  url = `http://127.0.0.1:${String(await freePort())}`;
  server = await open();
});

afterAll(async () => {
  await close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function open(): Promise<Server> {
  const app = issuerApp(await createIssuer({ dataDir, url }), registry);
  return new Promise((resolve) => {
    const listening = app.listen(Number(new URL(url).port), '127.0.0.1', () => {
      resolve(listening);
    });
  });
}

const close = (): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

async function token(form: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${url}/token`, { method: 'POST', body: new URLSearchParams(form), headers });
  const body: unknown = await response.json();
  return { status: response.status, body: isRecord(body) ? body : {} };
}

/** Verified as an API does it: by what the discovery document says. */
async function verified(answer: Answer): Promise<JWTPayload> {
  expect(answer).toMatchObject({ status: 200, body: { token_type: 'Bearer' } });
  const discovery: unknown = await (await fetch(`${url}/.well-known/openid-configuration`)).json();
  if (!isRecord(discovery) || typeof discovery['jwks_uri'] !== 'string') throw new Error('no discovery document');
  expect(discovery['issuer']).toBe(url);
  const keys = createRemoteJWKSet(new URL(discovery['jwks_uri']));
  const options = { issuer: url, audience: AUDIENCE, typ: 'at+jwt', algorithms: ['ES256'] };
  return (await jwtVerify(String(answer.body['access_token']), keys, options)).payload;
}

const { sub: _sub, ...lisiClaims } = lisi;

test('one curl logs a person in, with or without a client ID', async () => {
  const form = { grant_type: DEV_LOGIN_GRANT, account: 'lisi' };
  expect(await verified(await token(form))).toMatchObject({ sub: 'u1', client_id: DEV_CLIENT, ...lisiClaims });
  expect(await verified(await token({ ...form, client_id: DEV_CLIENT }))).toMatchObject({ sub: 'u1' });
  expect(await token({ ...form, account: 'nobody' })).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  expect(await token({ ...form, account: '__proto__' })).toMatchObject({
    status: 400,
    body: { error: 'invalid_grant' },
  });
  expect(await token({ grant_type: 'password' })).toMatchObject({
    status: 400,
    body: { error: 'unsupported_grant_type' },
  });
});

test('a system gets the claims of its client for its secret', async () => {
  const basic = (secret: string): Record<string, string> => ({
    authorization: `Basic ${Buffer.from(`system-x:${secret}`).toString('base64')}`,
  });
  const form = { grant_type: 'client_credentials' };
  expect(await verified(await token(form, basic('s3cret')))).toMatchObject({
    sub: 'system-x',
    departmentId: 'planning',
  });
  expect(await token(form, basic('wrong'))).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  expect(await token(form)).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
});

describe('authorization code with PKCE', () => {
  const redirect = 'http://127.0.0.1:5555/callback';
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const request = {
    client_id: PORTAL_CLIENT,
    response_type: 'code',
    scope: 'openid',
    redirect_uri: redirect,
    state: 'x',
  };

  /** Follows redirects of the issuer with its cookies, up to a page or back at the portal. */
  async function browse(start: string, form?: Record<string, string>, cookies = new Map<string, string>()) {
    let next = start;
    let body = form && new URLSearchParams(form);
    for (;;) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(next, {
        redirect: 'manual',
        headers: { cookie },
        ...(body && { method: 'POST', body }),
      });
      body = undefined;
      for (const line of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
        cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null) return { at: next, cookies, page: await response.text() };
      next = new URL(location, next).toString();
      if (!next.startsWith(url)) return { at: next, cookies, page: '' };
    }
  }

  async function code(): Promise<string> {
    const query = new URLSearchParams({ ...request, code_challenge: challenge, code_challenge_method: 'S256' });
    const { at, cookies, page } = await browse(`${url}/auth?${query.toString()}`);
    expect(page).toContain('<button name="account" value="lisi">李四</button>');
    expect(page).not.toMatch(/https?:|<script/);
    const back = await browse(at, { account: 'lisi' }, cookies);
    expect(back.at).toMatch(/^http:\/\/127\.0\.0\.1:5555\/callback\?code=/);
    return new URL(back.at).searchParams.get('code') ?? '';
  }

  const exchange = async (change: Record<string, string>): Promise<Answer> =>
    token({
      grant_type: 'authorization_code',
      client_id: PORTAL_CLIENT,
      redirect_uri: redirect,
      code: await code(),
      code_verifier: verifier,
      ...change,
    });

  test('gives the person who was chosen', async () => {
    expect(await verified(await exchange({}))).toMatchObject({ sub: 'u1', client_id: PORTAL_CLIENT, ...lisiClaims });
  });

  test('is refused with another verifier', async () => {
    const other = randomBytes(32).toString('base64url');
    expect(await exchange({ code_verifier: other })).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  test('is refused without a challenge', async () => {
    const { at } = await browse(`${url}/auth?${new URLSearchParams(request).toString()}`);
    expect(at).toContain('error=invalid_request');
  });
});

test('tokens stay valid over a restart', async () => {
  const before = await token({ grant_type: DEV_LOGIN_GRANT, account: 'lisi' });
  await close();
  server = await open();
  expect(await verified(before)).toMatchObject({ sub: 'u1' });
});

test('first uses at the same time agree on one key', async () => {
  const folder = path.join(dataDir, 'race');
  const keys = await Promise.all([1, 2, 3].map(() => loadSigningKey(folder)));
  expect(new Set(keys.map(({ kid }) => kid)).size).toBe(1);
});

test('it refuses to run in production', () => {
  expect(() => {
    refuseInProduction(true);
  }).toThrow('production');
});
