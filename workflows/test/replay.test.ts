/** The replay gate: the code reproduces every golden history, and a change that would break running cases is caught. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DeterminismViolationError } from '@temporalio/workflow';
import { createPayloadCodec, keyIdOf } from '@yichuang/platform';
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

describe('golden histories', () => {
  let own: Bundle;
  beforeAll(async () => {
    own = await bundle(ownWorkflows);
  });
  afterAll(() => {
    own.discard();
  });

  it('there are some of every workflow', () => {
    expect(readdirSync(goldenFolder).sort()).toEqual(types.toSorted());
    for (const type of types) expect(filesOf(type).length).toBeGreaterThan(0);
  });

  it.each(types.flatMap(filesOf))('%s replays', async (file) => {
    expect(hasDecisions(golden(file))).toBe(true);
    expect(await differences(own, [golden(file)], plain)).toEqual([]);
  });

  it.each(types.flatMap(filesOf))(
    '%s replays when it was written with a key that has been changed since',
    async (file) => {
      const { history, count } = await encryptedHistory(
        createPayloadCodec({ current: key, older: [] }),
        golden(file).history,
      );
      expect(count).toBeGreaterThan(0);
      const [first] = await differences(own, [{ workflowId: file, history }], plain);
      expect(String(first?.error)).toContain(keyIdOf(key));
      expect(
        await differences(own, [{ workflowId: file, history }], { current: randomBytes(32), older: [key] }),
      ).toEqual([]);
    },
  );

  it('an encrypted history without its key says which key it needs', async () => {
    const [file = ''] = types.flatMap(filesOf);
    const codec = createPayloadCodec({ current: key, older: [] });
    const { history } = await encryptedHistory(codec, golden(file).history);
    const [difference] = await differences(own, [{ workflowId: file, history }], plain);
    expect(String(difference?.error)).toContain(keyIdOf(key));
  });

  it('name neither people nor machines', () => {
    for (const file of types.flatMap(filesOf)) {
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
    const files = types.flatMap(filesOf);
    const found = await differences(changed, files.map(golden), plain);
    expect(found.map(({ workflowId }) => workflowId)).toEqual(files);
    for (const { error } of found) expect(error).toBeInstanceOf(DeterminismViolationError);
  } finally {
    changed.discard();
  }
});
