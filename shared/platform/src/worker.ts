/** What runs workflows. Apart from the rest: it brings the Temporal SDK's native core and a bundler, which no service needs. */
export { bundleWorkflows, readBundle } from './temporal/bundle.ts';
export { createQueueWorker } from './temporal/worker.ts';
