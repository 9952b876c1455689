/** What a case is made of, decided by the seed before anything runs. */

export interface PlannedItem {
  code: string;
  department: string;
  /** Promised working days of the review. */
  promisedDays: number;
  /** The law has a limit of its own for it. */
  statutory: boolean;
  /** Items of the same filing that must be granted before it is accepted. */
  awaits: string[];
}

/** An instant of the run: so many ms after the case was filed (on the filing day), or from the close of the due day. */
export type When = { after: 'filing'; ms: number } | { after: 'close'; ms: number };

export type TaskKind = 'acceptance' | 'coordination' | 'review' | 'consultation';
export type Body = Record<string, unknown>;

/** A consultation of an item: whom it asks, the how manieth it is. */
export interface Asked {
  department: string;
  n: number;
}

export interface PlannedAct {
  /** Idempotency key. */
  key: string;
  /** Account of the local issuer. */
  as: string;
  /** Of the task; `application` for an act on the application itself. */
  kind: TaskKind | 'application';
  itemCode: string;
  round: number;
  /** Of a task that belongs to a consultation. */
  asked?: Asked;
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

export type Place = Pick<PlannedAct, 'as' | 'kind' | 'round' | 'when' | 'asked'>;
/** Puts an act into the plan of its item. */
export type Add = (place: Place, action: string, body: Body) => void;

export interface CasePlan {
  /** Counts through all waves. */
  number: number;
  items: PlannedItem[];
  /** On the filing day, or on the due day so many ms from its close. */
  filedAt: { day: 'filing' } | { day: 'due'; ms: number };
  filingCopies: number[];
  acts: PlannedAct[];
}

export const reviewId = (no: string, itemCode: string): string => `stage:${no}:item:${itemCode}`;

export const consultationId = (no: string, itemCode: string, { department, n }: Asked): string =>
  `${reviewId(no, itemCode)}:consultation:${department}:${String(n)}`;

export const taskId = (
  no: string,
  { kind, itemCode, round, asked }: Pick<PlannedAct, 'kind' | 'itemCode' | 'round' | 'asked'>,
): string => {
  if (asked) return `${consultationId(no, itemCode, asked)}~${kind}~${itemCode}~1`;
  return kind === 'review'
    ? `${reviewId(no, itemCode)}~review~${itemCode}~1`
    : `application:${no}~${kind}~${itemCode}~${String(round)}`;
};
