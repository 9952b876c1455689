/** assist: takes commissions in, and accompanies the owner (协办). */
import type { Config, ServiceDefinition } from '@yichuang/platform';
import { loadRegions } from '@yichuang/regions';
import { assistEffect } from './consumers/effect.ts';
import { alertRoutes } from './http/alerts.ts';
import { assistCaseRoutes } from './http/assist-cases.ts';
import { projectOwnFacts } from './store/projection.ts';
import type { AssistDatabase } from './store/schema.ts';

export function assistService({ regionPacksDir }: Config): ServiceDefinition<AssistDatabase> {
  const regions = loadRegions(regionPacksDir);
  return {
    name: 'assist',
    project: projectOwnFacts,
    effect: () => assistEffect,
    mount: (routes, tools) => {
      assistCaseRoutes(routes, tools, regions);
      alertRoutes(routes, tools);
    },
  };
}
