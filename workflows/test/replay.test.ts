/** The replay gate: the code reproduces every golden history, and a change that would break running cases is caught. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DeterminismViolationError } from '@temporalio/workflow';
import { createPayloadCodec, keyIdOf, type PayloadKeys } from '@yichuang/platform';
import * as workflows from '../src/index.ts';
import { encryptedHistory } from './rig/encrypted.ts';
import { goldenFolder } from './rig/golden.ts';
import { type Bundle, bundle, differences, hasDecisions, ownWorkflows, type Replayable } from './rig/replay.ts';

const types = Object.keys(workflows);
const key = randomBytes(32);
const plain = { current: undefined, older: [] };
const filesOf = (type: string): string[] => readdirSync(path.join(goldenFolder, type)).map((file) => `${type}/${file}`);

/** The file's name stands for the workflow's ID in what a replay reports. */
const golden = (file: string): Replayable => ({
  workflowId: file,
  history: historyFromJSON(JSON.parse(readFileSync(path.join(goldenFolder, file), 'utf8'))),
});

const all = types.flatMap(filesOf);
/** By file: what differs. One worker replays them all. */
const differing = async (code: Bundle, histories: Replayable[], keys: PayloadKeys): Promise<Map<string, unknown>> =>
  new Map((await differences(code, histories, keys)).map(({ workflowId, error }) => [workflowId, error]));

describe('golden histories', () => {
  let own: Bundle;
  let changed: Map<string, unknown>;
  let encrypted: (Replayable & { count: number })[];
  let withoutKey: Map<string, unknown>;
  let withOlderKey: Map<string, unknown>;
  beforeAll(async () => {
    own = await bundle(ownWorkflows);
    changed = await differing(own, all.map(golden), plain);
    const codec = createPayloadCodec({ current: key, older: [] });
    encrypted = await Promise.all(
      all.map(async (file) => ({ workflowId: file, ...(await encryptedHistory(codec, golden(file).history)) })),
    );
    withoutKey = await differing(own, encrypted, plain);
    withOlderKey = await differing(own, encrypted, { current: randomBytes(32), older: [key] });
  });
  afterAll(() => {
    own.discard();
  });

  it('there are some of every workflow', () => {
    expect(readdirSync(goldenFolder).sort()).toEqual(types.toSorted());
    for (const type of types) expect(filesOf(type).length).toBeGreaterThan(0);
  });

  it.each(all)('%s replays', (file) => {
    expect(hasDecisions(golden(file))).toBe(true);
    expect(changed.get(file)).toBeUndefined();
  });

  it.each(all)('%s replays when it was written with a key that has been changed since', (file) => {
    expect(encrypted.find(({ workflowId }) => workflowId === file)?.count).toBeGreaterThan(0);
    expect(String(withoutKey.get(file))).toContain(keyIdOf(key));
    expect(withOlderKey.get(file)).toBeUndefined();
  });

  it('name neither people nor machines', () => {
    for (const file of all) {
      const text = readFileSync(path.join(goldenFolder, file), 'utf8');
      expect([...text.matchAll(/"identity":"([^"]*)"/g)].map(([, identity]) => identity)).toEqual(
        expect.arrayContaining(['worker']),
      );
      expect(text).not.toMatch(/"identity":"(?!worker")[^"]/);
      expect(text).not.toMatch(/"\/(work|home|root|Users|tmp)\//);
    }
  });
});

it('a timer more at the start of a workflow is a difference in every history', async () => {
  const changed = await bundle(fileURLToPath(new URL('./fixtures/changed-workflows/index.ts', import.meta.url)));
  try {
    const found = await differences(changed, all.map(golden), plain);
    expect(found.map(({ workflowId }) => workflowId)).toEqual(all);
    for (const { error } of found) expect(error).toBeInstanceOf(DeterminismViolationError);
  } finally {
    changed.discard();
  }
});
