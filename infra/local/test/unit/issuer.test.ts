import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { AUDIENCE, createIssuer, refuseInProduction } from '../../src/issuer/issuer.ts';

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'yichuang-issuer-'));
});
afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

test('tokens are access tokens with the claims, and stay valid over a restart', async () => {
  const url = 'http://issuer.test';
  const before = await createIssuer({ dataDir, url });
  const token = await before.token(
    { sub: 'u1', name: '李四', roles: ['approver'], departmentId: 'planning' },
    { expiresIn: 60 },
  );
  const after = await createIssuer({ dataDir, url });
  const keys = createLocalJWKSet({ keys: [...after.jwks().keys] });
  const { payload } = await jwtVerify(token, keys, { issuer: url, audience: AUDIENCE, typ: 'at+jwt', subject: 'u1' });
  expect(payload).toMatchObject({ name: '李四', roles: ['approver'], departmentId: 'planning' });
  expect(Number(payload.exp) - Number(payload.iat)).toBe(60);
  expect(after.jwks().keys.some((key) => 'd' in key)).toBe(false);
});

test('first uses at the same time agree on one key', async () => {
  const folder = path.join(dataDir, 'race');
  const issuers = await Promise.all([1, 2, 3].map(() => createIssuer({ dataDir: folder })));
  expect(new Set(issuers.map((issuer) => JSON.stringify(issuer.jwks()))).size).toBe(1);
});

test('it refuses to run in production', () => {
  expect(() => refuseInProduction(true)).toThrow('production');
});
