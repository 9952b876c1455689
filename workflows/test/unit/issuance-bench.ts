/** A granted result for the unit tests. */
import type { IssuanceFact, ResultData } from '@yichuang/contracts';
import { type Deadline, type Instant } from '@yichuang/kernel';
import type { CaseSlice } from '@yichuang/regions/types';
import type { IssuanceCommand, IssuanceEvent } from '../../src/issuance/messages.ts';
import { type IssuanceState, initialIssuance } from '../../src/issuance/model.ts';
import { issuanceMachine } from '../../src/issuance/state.ts';
import { Bench } from './bench.ts';
import { calendar, caseNo, caseSlice, filedFor, handler, itemOf, local } from './cases.ts';

export const unit = handler('urban-management');
const decidedAt = local('2026-11-16 10:00');
export const complete: ResultData = {
  decidedOn: '2026-11-16',
  documentNo: '示例许〔2026〕39号',
  validUntil: '2027-11-16',
};

export interface Granted {
  region?: string;
  at?: Instant;
  result?: ResultData;
  limit?: Deadline;
  deficits?: string[];
  slice?: (slice: CaseSlice) => CaseSlice;
}

export type IssuanceBench = Bench<IssuanceState, IssuanceCommand, IssuanceEvent, IssuanceFact>;

/** I39 of 城管, granted on Monday 16 November at ten. */
export function granted({
  region = 'jiangcheng',
  at = decidedAt,
  result = complete,
  limit,
  deficits,
  slice,
}: Granted = {}): IssuanceBench {
  const pinned = caseSlice(region, 'online', ['I39']);
  const { applicantName, projectName, projectCode, uscc } = filedFor(pinned);
  const input = {
    caseNo,
    realm: 'live',
    at,
    clockOffsetMs: 0,
    calendar,
    slice: slice ? slice(pinned) : pinned,
    item: itemOf(pinned, 'I39'),
    department: 'urban-management',
    accepted: { applicantName, projectName, projectCode },
    uscc,
    result,
    ...(limit && { limit }),
    ...(deficits && { deficits }),
  };
  return new Bench(issuanceMachine, initialIssuance(input), at);
}

/** The rule of a region whose window does not receive a result that differs (003 四3). */
export const rejecting = (slice: CaseSlice): CaseSlice => ({
  ...slice,
  rules: { ...slice.rules, resultMismatch: { value: 'rejection', basis: ['003 四3'] } },
});

type Sent = Pick<IssuanceCommand, 'kind' | 'body'>;

export const handOver = (body: Extract<IssuanceCommand, { kind: 'handOver' }>['body'] = {}): Sent => ({
  kind: 'handOver',
  body,
});
export const correct = (body: Extract<IssuanceCommand, { kind: 'correct' }>['body']): Sent => ({
  kind: 'correct',
  body,
});
export const byApplicant: Sent = { kind: 'pickUp', body: { signer: { kind: 'applicant', name: '张某' } } };
export const byProxy = (authorisation?: string): Sent => ({
  kind: 'pickUp',
  body: { signer: { kind: 'proxy', name: '李某' }, ...(authorisation !== undefined && { authorisation }) },
});
