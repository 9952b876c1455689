/** The model's view of one case: what each command must have been told, what must stand in the trail. */
import type { Days } from '../days.ts';
import type { CaseRun } from '../drive/run-types.ts';
import { expectApplication } from '../model/application.ts';
import { expectReview, type ReviewExpectation } from '../model/review.ts';
import { expectStage } from '../model/stage.ts';
import type { Accepted, Command, ExpectedFact, Verdict } from '../model/types.ts';
import type { Body } from '../plan/types.ts';
import type { JournalRow, Trail } from '../read/trail.ts';

export interface CaseExpectation {
  verdicts: Map<string, Verdict>;
  application: ReturnType<typeof expectApplication>['model'];
  reviews: { accepted: Accepted; review: ReviewExpectation }[];
  /** By workflow ID, in order; of the stage in any order. */
  facts: Map<string, ExpectedFact[]>;
  filing: JournalRow;
}

const applicationId = (no: string): string => `application:${no}`;
export const stageId = (no: string): string => `stage:${no}`;
const reviewId = (no: string, itemCode: string): string => `stage:${no}:item:${itemCode}`;

/** Undefined where the journal does not hold the filing. */
export function expectCase({ plan, no, sent }: CaseRun, days: Days, trail: Trail): CaseExpectation | undefined {
  const rows = trail.journal.filter((row) => row.no === no);
  const filing = rows.find(({ kind }) => kind === 'file');
  if (!filing) return undefined;
  const bodies = new Map<string, Body>(sent.map(({ act }) => [act.key, act.body]));
  const commandsOf = (workflowId: string): Command[] =>
    rows
      .filter((row) => row.workflowId === workflowId && row !== filing)
      .map((row) => ({
        id: row.id,
        key: row.key,
        at: row.at,
        ordinal: row.ordinal,
        kind: row.kind,
        actor: row.caller,
        body: bodies.get(row.key) ?? {},
        ...(row.department !== null && { department: row.department }),
        ...(row.itemCode !== null && { itemCode: row.itemCode }),
      }));
  const frame = { items: plan.items, days, filedAt: filing.at, applicant: filing.caller, now: trail.now };
  const { facts, verdicts, model } = expectApplication(frame, commandsOf(applicationId(no)));
  const reviews = model.accepted().map((accepted) => ({
    accepted,
    review: expectReview(accepted, frame, commandsOf(reviewId(no, accepted.item.code))),
  }));
  return {
    application: model,
    reviews,
    filing,
    verdicts: new Map([...verdicts, ...reviews.flatMap(({ review }) => [...review.verdicts])]),
    facts: new Map([
      [applicationId(no), facts],
      [stageId(no), expectStage(reviews, model.concludedAt)],
      ...reviews.map(({ accepted, review }): [string, ExpectedFact[]] => [
        reviewId(no, accepted.item.code),
        review.facts,
      ]),
    ]),
  };
}
