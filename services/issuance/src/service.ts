/** issuance: hands results out (统一出件). So far it listens to decisions. */
import type { ServiceDefinition } from '@yichuang/platform';
import { project, projectDecisions } from './store/projection.ts';
import type { IssuanceDatabase } from './store/schema.ts';

export const issuanceService = (): ServiceDefinition<IssuanceDatabase> => ({
  name: 'issuance',
  project,
  effect: () => projectDecisions,
  mount: () => undefined,
});
