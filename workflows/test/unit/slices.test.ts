/** Slices are pinned in running cases: what a filing is given today must hold all that released code was given. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { loadCatalogue, loadPacks, packSlice } from '@yichuang/regions';
import type { ApplicationInput } from '../../src/messages.ts';
import { goldenFolder } from '../rig/golden.ts';

const folder = path.join(goldenFolder, 'applicationWorkflow');
const packs = loadPacks();

function inputOf(file: string): ApplicationInput {
  const { events } = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
  const [payload] = events[0].workflowExecutionStartedEventAttributes.input.payloads;
  return JSON.parse(Buffer.from(payload.data, 'base64').toString('utf8'));
}

it.each(readdirSync(folder))('%s', (file) => {
  const { slice } = inputOf(file);
  const pack = packs.get(slice.region.id);
  if (!pack) throw new Error(slice.region.id);
  const itemCodes = slice.items.map(({ code }) => code);
  const request = { stage: slice.stage.code, channel: slice.channel, itemCodes };
  expect(packSlice(pack, loadCatalogue(), request)).toMatchObject({ ...slice });
});
