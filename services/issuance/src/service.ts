/** issuance: hands results out (统一出件). */
import type { Config, ServiceDefinition } from '@yichuang/platform';
import { loadRegions } from '@yichuang/regions';
import { issuanceEffect } from './consumers/effect.ts';
import { resultRoutes } from './http/results.ts';
import { projectOwnFacts } from './store/projection.ts';
import type { IssuanceDatabase } from './store/schema.ts';

export function issuanceService({ regionPacksDir }: Config): ServiceDefinition<IssuanceDatabase> {
  const regions = loadRegions(regionPacksDir);
  return {
    name: 'issuance',
    project: projectOwnFacts,
    effect: issuanceEffect,
    mount: (routes, tools) => {
      resultRoutes(routes, tools, regions);
    },
  };
}
