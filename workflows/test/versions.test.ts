/**
 * Releases with cases running, on real workers. `one` is the code before a change, `two` brings the change behind a patch and holds it,
 * `three` takes it. Whatever a case went through, it goes on, but for the step that the runbook forbids: from `three` back to `one`.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import proto from '@temporalio/proto';
import { applicationWorkflowId, stageWorkflowId } from '@yichuang/contracts/temporal';
import { type Part, testServers } from '@yichuang/local';
import type { CaseUnderTest } from './rig/case.ts';
import { type Bundle, bundle, ownWorkflows } from './rig/replay.ts';
import { useRig } from './rig.ts';

const workflows = fileURLToPath(new URL('./fixtures/next-release/index.ts', import.meta.url));
const patch = '2026-12-wait-a-moment';
const rig = useRig({ workflows, buildId: 'two', env: { HELD_PATCHES: patch } });

let before: Bundle;
let one: Part;
let two: Part;
let three: Part;

beforeAll(async () => {
  before = await bundle(ownWorkflows);
  const { system } = rig;
  one = system.workerPart('worker-one', { WORKER_BUILD_ID: 'one', WORKFLOW_BUNDLE: before.codePath });
  two = system.parts.worker;
  three = system.workerPart('worker-three', {
    WORKER_BUILD_ID: 'three',
    HELD_PATCHES: '',
    WORKER_MAKE_CURRENT: 'false',
  });
  await one.start();
  await two.stop();
});
afterAll(() => {
  before.discard();
});

const housing = 'housing';
const file = (): Promise<CaseUnderTest> => rig.file({ region: '湖南', items: ['I46', 'I47'], now: '2026-09-18 10:00' });
const acts = [
  ['acceptance', 'I46', 'accept'],
  ['acceptance', 'I47', 'accept'],
  ['review', 'I46', 'grant'],
  ['review', 'I47', 'grant'],
] as const;

/** The n-th act of a case; the last one completes it. */
async function act(no: CaseUnderTest, n: number): Promise<void> {
  const [kind, item, action] = acts[n] ?? acts[0];
  expect(await no.act({ as: housing, kind, item, action })).toMatchObject({ status: 200 });
}

interface Seen {
  /** Builds that completed workflow tasks, each as often as it took over. */
  builds: string[];
  patches: number;
  failures: number;
}

async function seen(workflowId: string): Promise<Seen> {
  const { events } = await rig.client.workflow.getHandle(workflowId).fetchHistory();
  const result: Seen = { builds: [], patches: 0, failures: 0 };
  for (const event of events ?? []) {
    const build = event.workflowTaskCompletedEventAttributes?.deploymentVersion?.buildId;
    if (build && build !== result.builds.at(-1)) result.builds.push(build);
    if (event.workflowTaskFailedEventAttributes) result.failures += 1;
    if (event.markerRecordedEventAttributes?.markerName === 'core_patch') result.patches += 1;
  }
  return result;
}

/** The operator's tool; its `replay` is that of this checkout, which is the code of `one`. */
async function yichuang(...args: string[]): Promise<{ code: number; out: string }> {
  const { temporalAddress } = await testServers();
  const main = path.join(import.meta.dirname, '../../infra/cli/src/main.ts');
  const env = { ...process.env, TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: rig.system.namespace };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...args], { env }, (_error, out, err) => {
      resolve({ code: child.exitCode ?? -1, out: `${err}${out}` });
    });
  });
}

const { WorkerDeploymentVersionStatus } = proto.temporal.api.enums.v1;
const CURRENT = WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_CURRENT;
const leaving = [
  WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINING,
  WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINED,
];

const statusOf = async (buildId: string): Promise<unknown> => {
  const { workerDeploymentVersionInfo: info } = await rig.client.workflowService.describeWorkerDeploymentVersion({
    namespace: rig.system.namespace,
    deploymentVersion: { deploymentName: 'yichuang-intake', buildId },
  });
  return info?.status;
};

it('each release takes the running cases over, and the one before drains', async () => {
  const running = await file();
  await act(running, 0);
  await two.start();
  await act(running, 1);
  expect(await seen(applicationWorkflowId(running.no))).toMatchObject({ builds: ['one', 'two'], patches: 0 });
  expect(await yichuang('replay', '--live')).toMatchObject({ code: 0, out: expect.stringContaining(' 0 not') });
  await one.stop();
  await three.start();
  expect(await statusOf('two')).toBe(CURRENT);
  expect(await yichuang('release', 'three')).toMatchObject({
    code: 0,
    out: expect.stringContaining('intake: two → three'),
  });
  await act(running, 2);
  expect(await statusOf('three')).toBe(CURRENT);
  for (const build of ['one', 'two']) expect(leaving).toContain(await statusOf(build));
  await two.stop();
  await act(running, 3);
  expect(await running.view()).toMatchObject({ state: '已办结' });
  expect(await seen(stageWorkflowId(running.no))).toEqual({ builds: ['one', 'two', 'three'], patches: 1, failures: 0 });
});

it('one release back a case goes on, with what the release before had begun', async () => {
  const running = await file();
  await act(running, 0);
  expect(await seen(applicationWorkflowId(running.no))).toEqual({ builds: ['three'], patches: 1, failures: 0 });
  await three.kill9();
  await two.start();
  await act(running, 1);
  await act(running, 2);
  expect(await seen(stageWorkflowId(running.no))).toMatchObject({ builds: ['three', 'two'], failures: 0 });
  const held = await file();
  await act(held, 0);
  expect(await seen(applicationWorkflowId(held.no))).toMatchObject({ builds: ['two'], patches: 0 });
  await act(running, 3);
  for (const n of [1, 2, 3]) await act(held, n);
});

it('two releases back it would stand still: the live replay says so before anybody tries', async () => {
  await three.start();
  await yichuang('release', 'three');
  const running = await file();
  await act(running, 0);
  const { code, out } = await yichuang('replay', '--live');
  expect(out).toMatch(new RegExp(`${applicationWorkflowId(running.no)} .*不可重放.*TMPRL1100`));
  expect(code).toBe(1);
  for (const n of [1, 2, 3]) await act(running, n);
});
