/** approval: runs accepted items in parallel, and keeps everybody's task list. */
import type { ServiceDefinition } from '@yichuang/platform';
import { approvalEffect } from './consumers/effect.ts';
import { sandboxRoutes } from './http/sandbox.ts';
import { taskRoutes } from './http/tasks.ts';
import { loadRegions } from './regions.ts';
import { projectOwnFacts } from './store/projection.ts';
import type { ApprovalDatabase } from './store/schema.ts';

export const approvalService: ServiceDefinition<ApprovalDatabase> = {
  name: 'approval',
  project: projectOwnFacts,
  effect: (tools) => approvalEffect(tools, loadRegions(tools.config.regionPacksDir)),
  mount: (routes, tools) => {
    taskRoutes(routes, tools, loadRegions(tools.config.regionPacksDir));
    if (tools.config.sandbox) sandboxRoutes(routes, tools);
  },
};
