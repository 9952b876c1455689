/** assist: accompanies the builder (协办). So far it follows the facts of projects. */
import type { ServiceDefinition } from '@yichuang/platform';
import { project, projectProgress } from './store/projection.ts';
import type { AssistDatabase } from './store/schema.ts';

export const assistService = (): ServiceDefinition<AssistDatabase> => ({
  name: 'assist',
  project,
  effect: () => projectProgress,
  mount: () => undefined,
});
