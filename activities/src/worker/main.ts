/** A worker process: one worker for each of its task queues (all four unless QUEUES names fewer). */

import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { isServiceName, services } from '@yichuang/contracts/temporal';
import {
  close,
  createApp,
  createCipher,
  createLog,
  createTemporalClient,
  listen,
  loadConfig,
  makeCurrent,
} from '@yichuang/platform';
import { bundleWorkflows, createQueueWorker, readBundle } from '@yichuang/platform/worker';
import { loadPacks } from '@yichuang/regions';
import { unready } from './health.ts';
import { patiently } from './patiently.ts';
import { queueActivities } from './queues.ts';

const config = loadConfig();
const log = createLog('worker', config.logLevel);
Runtime.install({
  logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
    if (level === 'ERROR') log.error(meta, message);
    else log.warn(meta, message);
  }),
  shutdownSignals: ['SIGTERM', 'SIGINT'],
});

const queues = (config.worker.queues ?? [...services]).filter(isServiceName);
const { buildId, bundle: codePath } = config.worker;
const { namespace, payloadKeys } = config.temporal;
const failures = { encodeFailures: payloadKeys.current !== undefined };
const bundle =
  codePath === undefined
    ? await bundleWorkflows(fileURLToPath(import.meta.resolve('@yichuang/workflows')), failures)
    : await readBundle(codePath, failures);
const connection = await patiently(() => NativeConnection.connect({ address: config.temporal.address }));
const cipher = createCipher(config.journalKey);
const packs = loadPacks(config.regionPacksDir);
const bound = queues.map((queue) => ({
  queue,
  ...queueActivities[queue]({ databaseUrl: config.databaseUrl, cipher, packs, log }),
}));
const workers = await Promise.all(
  bound.map(({ queue, activities }) =>
    patiently(() =>
      createQueueWorker({ ...config.worker, queue, connection, namespace, bundle, activities, payloadKeys }),
    ),
  ),
);
const running = Promise.all(workers.map((worker) => worker.run()));

if (config.worker.makeCurrent) {
  const temporal = createTemporalClient(config.temporal);
  await Promise.all(queues.map((queue) => makeCurrent(temporal.client, { namespace, queue }, buildId)));
  await temporal.close();
}
const { server, port } = await listen(
  createApp({ service: 'worker', log, unready: () => unready(connection, workers, bound) }),
  config,
);
log.info({ queues, buildId, port }, 'workers are up');
process.send?.({ ready: true, port });

// Started by another process: without it there is nobody to stop us.
process.once('disconnect', () => {
  for (const worker of workers) worker.shutdown();
});

await running;
await close(server);
await connection.close();
for (const store of bound) await store.close();
// The native runtime keeps handles of its own.
process.exit(0);
