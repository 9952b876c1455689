/** Workflow bundles: built here, and checked before a worker runs one that was built before. */
import { readFile } from 'node:fs/promises';
import { bundleWorkflowCode, type WorkflowBundleOption } from '@temporalio/worker';
import { failureConverterPath } from './data-converter.ts';
import { mark } from './failure-converter.ts';

const quiet = {
  log: () => undefined,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export interface BundleOptions {
  /** For workers with a payload key: failures of workflows are encoded, so that they are encrypted. */
  encodeFailures: boolean;
}

/** The code of a workflow package; done once per process and shared by all its workers. */
export async function bundleWorkflows(
  workflowsPath: string,
  { encodeFailures }: BundleOptions = { encodeFailures: false },
): Promise<{ code: string }> {
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    // Our modules keep no state of a run, so they are loaded once per worker thread: runs begin and replay faster, and weigh less.
    preloadModules: [workflowsPath],
    ...(encodeFailures && { failureConverterPath }),
    logger: quiet,
  });
  return { code };
}

/** A bundle built before. Throws when it would write failures in plain text beside encrypted payloads. */
export async function readBundle(codePath: string, { encodeFailures }: BundleOptions): Promise<WorkflowBundleOption> {
  if (encodeFailures && !(await readFile(codePath, 'utf8')).includes(mark))
    throw new Error(
      `${codePath} was built for plain payloads; with a PAYLOAD_KEY a bundle that encodes failures is needed`,
    );
  return { codePath };
}
