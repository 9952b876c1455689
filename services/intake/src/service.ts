/** intake: takes applications in and owns them up to acceptance. */
import type { ServiceDefinition } from '@yichuang/platform';
import { intakeEffect } from './consumers/effect.ts';
import { applicationRoutes } from './http/applications.ts';
import { loadRegions } from './regions.ts';
import { projectOwnFacts } from './store/projection.ts';
import type { IntakeDatabase } from './store/schema.ts';

export const intakeService: ServiceDefinition<IntakeDatabase> = {
  name: 'intake',
  project: projectOwnFacts,
  effect: () => intakeEffect,
  mount: (routes, tools) => {
    applicationRoutes(routes, tools, loadRegions(tools.config.regionPacksDir));
  },
};
