import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Infrastructure, type InfrastructureOptions, startInfrastructure } from './infrastructure.ts';
import { silent } from './log.ts';

/** An infrastructure of its own for a test run: temporary data, free ports, no UI; `stop` deletes the data. */
export async function ensureTestInfrastructure({
  log = silent,
  postgresSettings = {},
}: Partial<Pick<InfrastructureOptions, 'log' | 'postgresSettings'>> = {}): Promise<Infrastructure> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'yichuang-test-'));
  const remove = (): void => {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const infrastructure = await startInfrastructure({ dataDir, fixedPorts: false, ui: false, log, postgresSettings });
    return {
      ...infrastructure,
      async stop() {
        await infrastructure.stop({ discard: true });
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
