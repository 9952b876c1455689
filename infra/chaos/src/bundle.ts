/** The workflow bundle, built once per run: workers start from it, replays run on it. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflows } from '@yichuang/platform/worker';

export async function buildBundle(dir: string): Promise<string> {
  const bundle = await bundleWorkflows(fileURLToPath(import.meta.resolve('@yichuang/workflows')));
  const file = path.join(dir, 'workflows.js');
  writeFileSync(file, bundle.code);
  return file;
}
