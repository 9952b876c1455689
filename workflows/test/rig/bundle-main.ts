/** node bundle-main.ts WORKFLOWS FILE — writes the bundle of a workflow package. */
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { bundleWorkflowCode } from '@temporalio/worker';

const [workflowsPath = '', file = ''] = process.argv.slice(2);
const { code } = await bundleWorkflowCode({ workflowsPath });
writeFileSync(file, code);
