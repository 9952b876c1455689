/** approval: runs accepted items in parallel, and keeps everybody's task list. */
import type { Config, ServiceDefinition } from '@yichuang/platform';
import { loadRegions } from '@yichuang/regions';
import { approvalEffect } from './consumers/effect.ts';
import { amendmentRoutes } from './http/amendments.ts';
import { calendarRoutes } from './http/calendar.ts';
import { consultationRoutes } from './http/consultations.ts';
import { deadlineRoutes } from './http/deadlines.ts';
import { delegationRoutes } from './http/delegations.ts';
import { sandboxRoutes } from './http/sandbox.ts';
import { stageRoutes } from './http/stages.ts';
import { supervisionRoutes } from './http/supervision.ts';
import { taskRoutes } from './http/tasks.ts';
import { projectOwnFacts } from './store/projection.ts';
import type { ApprovalDatabase } from './store/schema.ts';

export function approvalService({ regionPacksDir }: Config): ServiceDefinition<ApprovalDatabase> {
  const regions = loadRegions(regionPacksDir);
  return {
    name: 'approval',
    project: projectOwnFacts,
    effect: approvalEffect,
    mount: (routes, tools) => {
      taskRoutes(routes, tools, regions);
      calendarRoutes(routes, tools, regions);
      amendmentRoutes(routes, tools, regions);
      delegationRoutes(routes, tools, regions);
      deadlineRoutes(routes, tools);
      stageRoutes(routes, tools, regions);
      consultationRoutes(routes, tools, regions);
      supervisionRoutes(routes, tools, regions);
      if (tools.config.sandbox) sandboxRoutes(routes, tools);
    },
  };
}
