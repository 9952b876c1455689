/** Rules that a case was filed under stay as they were. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keepUsed, rulesOf, type UsedVersion } from '../../src/region/used-versions.ts';
import { createTestDatabase, type TestDatabase } from './support.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const pack: UsedVersion = {
  kind: 'pack',
  id: 'yunzhou',
  version: '1.0',
  hash: 'a'.repeat(64),
  content: { id: 'yunzhou' },
};
const keep = (...versions: UsedVersion[]): Promise<void> => keepUsed(database.as('intake'), versions);
const stored = async (): Promise<unknown[]> =>
  (await database.owner.query('select kind, id, version, hash, content from region.version order by kind, version'))
    .rows;

test('a version is kept once, and another one beside it', async () => {
  const next = { ...pack, version: '1.1', hash: 'b'.repeat(64) };
  const guide: UsedVersion = {
    ...pack,
    kind: 'guide',
    id: 'yunzhou:I40',
    version: 'c'.repeat(64),
    hash: 'c'.repeat(64),
  };
  await keep(pack, guide);
  await keep(pack, next);
  await Promise.all([keep(pack), keep(pack, next), keepUsed(database.as('approval'), [pack])]);
  expect(await stored()).toEqual([guide, pack, next]);
});

test('a used version with other content is refused, and nothing changes', async () => {
  const before = await stored();
  const other = { ...pack, hash: 'd'.repeat(64), content: {} };
  await expect(keep(other)).rejects.toThrow('rules-changed: yunzhou 的 1.0 版');
  expect(await stored()).toEqual(before);
});

test('every service finds the rules of a filing by their hash, and never others', async () => {
  const hash = 'e'.repeat(64);
  const slice: UsedVersion = { kind: 'slice', id: 'yunzhou', version: hash, hash, content: { windowName: '综合窗口' } };
  await keep(slice);
  for (const service of ['approval', 'issuance'] as const)
    expect(await rulesOf(database.as(service), hash)).toEqual({ windowName: '综合窗口' });
  await expect(rulesOf(database.as('approval'), 'c'.repeat(64))).rejects.toThrow('no rules are kept');
});

test('no service changes or removes what was used', async () => {
  const { rows } = await database.owner.query<{ may: boolean }>(
    "select has_table_privilege('yichuang_intake', 'region.version', p) as may from unnest(array['update', 'delete', 'truncate']) p",
  );
  expect(rows.map(({ may }) => may)).toEqual([false, false, false]);
});
