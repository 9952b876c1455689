/** Rules that change while cases run: the running ones keep theirs, in every service, and can still be read; new ones take the new. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadPacks, type RegionPack } from '@yichuang/regions';
import { isRecord, startTestSystem, testServers } from '../../src/index.ts';
import {
  acceptance,
  act,
  type Bench,
  file,
  handover,
  openBench,
  review,
  sampleFiling,
  until,
} from './support/bench.ts';

const packs = mkdtempSync(path.join(os.tmpdir(), 'yichuang-packs-'));
const oldWindow = '实体窗口';
const newWindow = '政务大厅窗口';
let bench: Bench;

function write(pack: RegionPack): void {
  const folder = path.join(packs, pack.id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'pack.json'), JSON.stringify(pack));
}

const hunan = loadPacks().get('hunan');
if (!hunan) throw new Error('no pack to begin with');
const { window } = hunan.holders;
const changed: RegionPack = { ...hunan, holders: { ...hunan.holders, window: { ...window, name: newWindow } } };

/** The processes that read packs begin again, as in a release. */
async function startAgain(): Promise<void> {
  const { intake, approval, issuance, assist } = bench.system.parts;
  const readers = [intake, approval, issuance, assist];
  await Promise.all(readers.map((part) => part.stop()));
  await Promise.all(readers.map((part) => part.start()));
}

async function guideOfItem(no: string): Promise<{ version: string; window: unknown }> {
  const { body } = await bench.api.get('intake', `/v1/applications/${no}`, { as: 'applicant' });
  const [item]: unknown[] = Array.isArray(body['items']) ? body['items'] : [];
  const version = String(isRecord(item) ? item['guideVersion'] : undefined);
  const region = encodeURIComponent('湖南');
  const response = await fetch(
    `${bench.system.urls.intake}/v1/catalogue/items/I40?region=${region}&version=${version}`,
  );
  const guide: unknown = await response.json();
  return { version, window: isRecord(guide) && isRecord(guide['window']) ? guide['window']['name'] : response.status };
}

/** Takes a case to the hand-over of its result; gives the name of the window that hands it out. */
async function outletOf(no: string): Promise<unknown> {
  const unit = 'urban-management';
  expect((await act(bench, unit, acceptance(no, 'I40'), 'accept')).status).toBe(200);
  const result = { decidedOn: '2026-09-17', documentNo: '示例许〔2026〕40号', validUntil: '2027-09-17' };
  expect((await act(bench, unit, review(no, 'I40'), 'grant', { result })).status).toBe(200);
  expect((await act(bench, unit, handover(no, 'I40'), 'handOver')).status).toBe(200);
  return until('the result at the window', async () => {
    const { body } = await bench.api.get('issuance', `/v1/results/${no}-I40`, { as: 'applicant' });
    return body['handedOutBy'] ?? undefined;
  });
}

beforeAll(async () => {
  for (const pack of loadPacks().values()) write(pack);
  const servers = await testServers();
  bench = openBench(await startTestSystem({ env: { REGION_PACKS_DIR: packs } }), servers.temporalAddress);
});

afterAll(async () => {
  await bench.close();
  await bench.system.stop();
  rmSync(packs, { recursive: true, force: true });
});

test('a running case keeps the rules and the guide it was filed under', async () => {
  const before = await file(bench, { items: ['I40'] });

  write({ ...changed, version: `${hunan.version}.1` });
  await startAgain();
  const after = await file(bench, { items: ['I40'] });

  const [first, second] = [await guideOfItem(before), await guideOfItem(after)];
  expect([first.window, second.window]).toEqual([oldWindow, newWindow]);
  expect(first.version).not.toBe(second.version);
  expect(await outletOf(before)).toBe(oldWindow);
  expect(await outletOf(after)).toBe(newWindow);
});

test('a pack that changed and kept its version takes no filings', async () => {
  write(changed);
  await startAgain();
  const reply = await bench.api.post('intake', '/v1/applications', sampleFiling({ items: ['I40'] }), {
    as: 'applicant',
  });
  expect(reply).toMatchObject({ status: 503, body: { code: 'rules-changed' } });
});
