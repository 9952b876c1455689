/** Facts of the other services: a commission follows none of them before its plan is confirmed. */
import type { EventEffect } from '@yichuang/platform';
import type { AssistDatabase } from '../store/schema.ts';

export const assistEffect: EventEffect<AssistDatabase> = () => Promise.resolve();
