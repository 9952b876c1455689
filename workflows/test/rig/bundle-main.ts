/** node bundle-main.ts WORKFLOWS FILE plain|encoded — writes the bundle of a workflow package as a release holds it. */
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { bundleWorkflows } from '@yichuang/platform/worker';

const [workflowsPath = '', file = '', failures] = process.argv.slice(2);
const { code } = await bundleWorkflows(workflowsPath, { encodeFailures: failures === 'encoded' });
writeFileSync(file, code);
