/** What a case is made of, decided by the seed before anything runs. */

export interface PlannedItem {
  code: string;
  department: string;
  /** Promised working days of the review. */
  promisedDays: number;
}

/** An instant of the run: so many ms after the case was filed (on the filing day), or from the close of the due day. */
export type When = { after: 'filing'; ms: number } | { after: 'close'; ms: number };

export type TaskKind = 'acceptance' | 'coordination' | 'review';
export type Body = Record<string, unknown>;

export interface PlannedAct {
  /** Idempotency key. */
  key: string;
  /** Account of the local issuer. */
  as: string;
  kind: TaskKind;
  itemCode: string;
  round: number;
  action: string;
  body: Body;
  when: When;
  /** The same request again, this many ms after the first. */
  copies: number[];
  /** Another body under the same key, once the first is answered. */
  other?: Body;
  /** A request that must be refused before it is journalled. */
  refusal?: { status: number; code: string };
}

export interface CasePlan {
  /** Counts through all waves. */
  number: number;
  items: PlannedItem[];
  /** On the filing day, or on the due day so many ms from its close. */
  filedAt: { day: 'filing' } | { day: 'due'; ms: number };
  filingCopies: number[];
  acts: PlannedAct[];
}

export const taskId = (
  no: string,
  { kind, itemCode, round }: Pick<PlannedAct, 'kind' | 'itemCode' | 'round'>,
): string =>
  kind === 'review'
    ? `stage:${no}:item:${itemCode}~review~${itemCode}~1`
    : `application:${no}~${kind}~${itemCode}~${String(round)}`;
