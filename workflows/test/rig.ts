/**
 * The rig of the workflow tests: a system of real servers and real processes per test file. After each test every run of every
 * workflow of its cases is replayed against the code as it is now, and a workflow left running fails the test unless the test says
 * that it stays open.
 */
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import {
  type ApiClient,
  createApiClient,
  startTestSystem,
  type TestSystem,
  type TestSystemOptions,
  testBundle,
  testServers,
} from '@yichuang/local';
import { createDataConverter, type PayloadKeys } from '@yichuang/platform';
import { type AssistUnderTest, requestAssist } from './rig/assist-case.ts';
import { type CaseUnderTest, type Filing, fileCase } from './rig/case.ts';
import { keepGolden, type Recording } from './rig/golden.ts';
import { type Bundle, bundle, differences, hasDecisions, ownWorkflows } from './rig/replay.ts';
import { collectRuns, type Run } from './rig/runs.ts';

export interface Rig {
  readonly api: ApiClient;
  readonly client: Client;
  readonly system: TestSystem;
  /** Files a case in a sandbox realm of its own, whose clock stands at `now`. */
  file(filing: Filing & { now: string }): Promise<CaseUnderTest>;
  /** Files a case in live time. */
  fileLive(filing: Filing): Promise<CaseUnderTest>;
  /** Another case of this test, by its number: its runs are replayed with the others. */
  follow(no: string): void;
  /** Asks for assistance in a sandbox realm of its own, whose clock stands at `now`; without one in live time. */
  requestAssist(now?: string): Promise<AssistUnderTest>;
  /** Workflows of this test that may still run at its end. */
  staysOpen(...workflowIds: string[]): void;
  /** This test's histories are the golden ones of a path; `only` keeps those of one workflow type. */
  golden(path: string, only?: string): void;
}

interface Running {
  system: TestSystem;
  api: ApiClient;
  client: Client;
  code: Pick<Bundle, 'codePath'>;
}

export interface RigOptions extends TestSystemOptions {
  /** Path of the workflow code that runs and that every run must replay on; the own unless told. */
  workflows?: string;
  /** The tests of the file follow results up to their delivery; elsewhere a result that was granted may stay where it is. */
  handsOut?: boolean;
}

let shared: Rig | undefined;

/** Boots a system for the tests of a file; those that ask for nothing special of it share one. */
export function useRig(options?: RigOptions): Rig {
  if (options) return bootRig(options);
  shared ??= bootRig({});
  return shared;
}

function bootRig({ workflows = ownWorkflows, handsOut = false, ...options }: RigOptions): Rig {
  let up: Running | undefined;
  const endings: (() => unknown)[] = [];
  let cases: string[] = [];
  let open = new Set<string>();
  let recordings: Recording[] = [];
  const running = (): Running => {
    if (!up) throw new Error('the system is not up');
    return up;
  };

  beforeAll(async () => {
    const servers = await testServers();
    endings.push(() => servers.stop());
    const own = workflows === ownWorkflows && !options.payloadKey;
    const code = own
      ? { codePath: await testBundle() }
      : await bundle(workflows, options.payloadKey ? 'encoded' : 'plain');
    if ('discard' in code) endings.push(() => code.discard());
    const connection = await Connection.connect({ address: servers.temporalAddress });
    endings.push(() => connection.close());
    const system = await startTestSystem({ ...options, infrastructure: servers, workflowBundle: code.codePath });
    endings.push(() => system.stop());
    const client = new Client({
      connection,
      namespace: system.namespace,
      dataConverter: createDataConverter(system.payloadKeys),
    });
    up = { system, code, client, api: createApiClient(system) };
  });

  afterEach(async () => {
    const [filed, expected, golden] = [cases, open, recordings];
    cases = [];
    open = new Set();
    recordings = [];
    if (filed.length === 0) return;
    const { client, code, system } = running();
    const mayStay = (workflowId: string): boolean => expected.has(workflowId) || (!handsOut && isResult(workflowId));
    const runs = await collectRuns(client, filed, mayStay);
    await check(code, system.payloadKeys, runs, mayStay);
    const kept = runs.filter(({ workflowId }) => handsOut || !isResult(workflowId));
    for (const recording of golden) keepGolden(recording, kept);
  });

  afterAll(async () => {
    for (const end of endings.reverse()) await end();
  });

  const file = async (filing: Filing & { now?: string }): Promise<CaseUnderTest> => {
    const { api } = running();
    const one = await fileCase(api, filing);
    cases.push(one.no);
    return one;
  };
  return {
    get api() {
      return running().api;
    },
    get client() {
      return running().client;
    },
    get system() {
      return running().system;
    },
    file,
    fileLive: file,
    follow: (no) => {
      cases.push(no);
    },
    requestAssist: async (now) => {
      const one = await requestAssist(running().api, now);
      cases.push(one.no);
      return one;
    },
    staysOpen: (...workflowIds) => {
      for (const id of workflowIds) open.add(id);
    },
    golden: (path, only) => {
      recordings.push({ path, ...(only !== undefined && { only }) });
    },
  };
}

const isResult = (workflowId: string): boolean => workflowId.startsWith('issuance:');

async function check(
  code: Pick<Bundle, 'codePath'>,
  keys: PayloadKeys,
  runs: Run[],
  mayStay: (workflowId: string) => boolean,
): Promise<void> {
  const left = runs.filter((run) => run.status === 'RUNNING' && !mayStay(run.workflowId));
  const failed = runs.filter((run) => !run.followed && run.status !== 'RUNNING' && run.status !== 'COMPLETED');
  const different = await differences(code, runs.filter(hasDecisions), keys);
  const problems = [
    ...left.map(({ workflowId }) => `${workflowId} was left running`),
    ...failed.map(({ workflowId, status }) => `${workflowId} ended as ${status}`),
    ...different.map(({ workflowId, error }) => `${workflowId} does not replay: ${String(error)}`),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
