import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { loadConfig } from '../../src/config.ts';

const env = {
  DATABASE_URL: 'postgresql://x/y',
  TEMPORAL_ADDRESS: 'localhost:7233',
  KAFKA_BROKERS: 'a:1,b:2',
  OIDC_ISSUER: 'http://issuer',
  JOURNAL_KEY: Buffer.alloc(32).toString('base64'),
  STORAGE_DIR: '/var/lib/yichuang',
};

test('what is missing or wrong is named, all of it in one error', () => {
  const read = (): unknown => loadConfig({ ...env, DATABASE_URL: undefined, JOURNAL_KEY: 'short', PORT: '99999999' });
  for (const name of ['DATABASE_URL', 'JOURNAL_KEY', 'PORT']) expect(read).toThrow(name);
});

test('production is the default; brokers are a list', () => {
  expect(loadConfig(env)).toMatchObject({ sandbox: false, kafka: { brokers: ['a:1', 'b:2'], prefix: '' } });
});

test('a secret may stand in a file', () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'yichuang-config-'));
  const file = path.join(dir, 'key');
  writeFileSync(file, `${Buffer.alloc(32, 9).toString('base64')}\n`);
  const config = loadConfig({ ...env, JOURNAL_KEY: undefined, JOURNAL_KEY_FILE: file });
  expect(config.journalKey).toEqual(Buffer.alloc(32, 9));
  rmSync(dir, { recursive: true });
});

test('the mapping of claims is checked at the start, and says what is wrong where', () => {
  expect(loadConfig(env).oidc).toMatchObject({ tokenType: 'at+jwt', claims: { roles: 'roles', values: {} } });
  const read = (claims: string): unknown => loadConfig({ ...env, OIDC_CLAIMS: claims });
  expect(() => read('{roles}')).toThrow(/OIDC_CLAIMS: is not JSON/);
  expect(() => read('{"role":"x"}')).toThrow(/OIDC_CLAIMS: Unrecognized key: "role"/);
  expect(() => read('{"values":{"roles":{"城管受理员":"boss"}}}')).toThrow(/OIDC_CLAIMS\.values\.roles\.城管受理员/);
  expect(() => loadConfig({ ...env, OIDC_ISSUER: 'issuer' })).toThrow('OIDC_ISSUER');
});
