/** Facts of `delegationWorkflow`: what a unit entrusts one of the window's staff with (000 二(二)3). */
import type { Mandate, NewFact } from '../temporal/core.ts';
import type { CommonFact } from './application.ts';

export interface DelegationData extends Mandate {
  person: { id: string; name: string };
}

export type DelegationFact =
  | NewFact<'delegationGranted', DelegationData>
  | NewFact<'delegationRevoked', { delegationNo: string; reason: string }>
  | NewFact<'delegationExpired', { delegationNo: string }>
  | CommonFact;
