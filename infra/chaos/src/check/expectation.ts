/** The model's view of one case: what each command must have been told, what must stand in the trail. */
import { type Days, dayOf } from '../days.ts';
import type { CaseRun } from '../drive/run-types.ts';
import { expectApplication, type HeardWithdrawal } from '../model/application.ts';
import type { ApplicationModel } from '../model/application-model.ts';
import { expectReview, type ReviewExpectation } from '../model/review.ts';
import { completedAt, expectStage } from '../model/stage.ts';
import {
  type Accepted,
  before,
  type CaseFrame,
  type Command,
  done,
  type ExpectedFact,
  refused,
  type Verdict,
  type Withdrawal,
} from '../model/types.ts';
import { type Settled, settle } from '../model/waiting.ts';
import { consultationId, reviewId } from '../plan/types.ts';
import type { JournalRow, Trail } from '../read/trail.ts';
import { commandsOf } from './commands.ts';

export interface CaseExpectation {
  verdicts: Map<string, Verdict>;
  application: ApplicationModel;
  reviews: Map<string, ReviewExpectation>;
  waiting: Map<string, Settled>;
  withdrawn: boolean;
  /** By workflow ID, in order; of the stage in any order. */
  facts: Map<string, ExpectedFact[]>;
  filing: JournalRow;
}

const applicationId = (no: string): string => `application:${no}`;
export const stageId = (no: string): string => `stage:${no}`;

/** A stage may not have heard of the end of acceptance for so long: a broker that is killed and comes back. */
const newsMs = 25_000;

/**
 * What may have come of a case: one expectation, or where its stage was withdrawn one for each place at which the application may have
 * heard of it. None where the journal does not hold the filing.
 */
export function* expectations(run: CaseRun, days: Days, trail: Trail): Generator<CaseExpectation> {
  const { plan, no, sent } = run;
  const rows = trail.journal.filter((row) => row.no === no);
  const filing = rows.find(({ kind }) => kind === 'file');
  if (!filing) return;
  const of = commandsOf(rows, sent);
  const frame = { items: plan.items, days, filedAt: filing.at, applicant: filing.caller, now: trail.now };
  const withdrawals = of(stageId(no)).filter(({ kind }) => kind === 'withdraw');
  const plain = expectCase({ no, frame, of, filing, trail });
  const completed = completedAt(plain);
  const late = (at: string): boolean => completed !== undefined && Date.parse(at) - Date.parse(completed) > newsMs;
  const effective = withdrawals.find(({ id, at }) => {
    const { status } = rows.find((row) => row.id === id)?.outcome ?? {};
    return status === 'done' && !late(at);
  });
  const verdictOf = ({ id, at, ordinal }: Command): Verdict => {
    if (id === effective?.id) return done('stageWithdrawn');
    if (effective && before(effective, { at, ordinal })) return refused('application-withdrawn');
    return completed !== undefined && completed <= at ? refused('stage-completed') : done('stageWithdrawn');
  };
  const ofStage = withdrawals.map((one): [string, Verdict] => [one.id, verdictOf(one)]);
  const acts = of(applicationId(no)).length + plan.items.length;
  for (let steps = 0; steps <= (effective ? acts : 0); steps += 1) {
    const one = effective ? expectCase({ no, frame, of, filing, trail, withdrawal: { ...effective, steps } }) : plain;
    yield { ...one, verdicts: new Map([...one.verdicts, ...ofStage]) };
  }
}

function expectCase({
  no,
  frame,
  of,
  filing,
  trail,
  withdrawal,
}: {
  no: string;
  frame: CaseFrame;
  of: (...workflowIds: (string | RegExp)[]) => Command[];
  filing: JournalRow;
  trail: Trail;
  withdrawal?: HeardWithdrawal;
}): CaseExpectation {
  const { facts, verdicts, model } = expectApplication(frame, of(applicationId(no)), withdrawal);
  const stage = stageId(no);
  const opened = openedIn(trail, stage, withdrawal);
  const reviews = new Map<string, ReviewExpectation>();
  const waiting = new Map<string, Settled>();
  for (const { code, item } of model.handed()) {
    if (item.is === 'accepted' && (!withdrawal || (item.at <= withdrawal.at && opened(code))))
      review(code, item.department, item.at, { acceptedOn: item.acceptedOn, receivedOn: dayOf(frame.filedAt) });
  }
  for (const { code, item } of model.handed()) {
    if (item.is !== 'waiting') continue;
    const settled = settle(code, model, reviews, withdrawal, opened(code));
    waiting.set(code, settled);
    if (settled.is === 'released')
      review(code, item.department, settled.at, { acceptedOn: settled.day, receivedOn: settled.day });
  }
  return {
    application: model,
    reviews,
    waiting,
    withdrawn: model.withdrawn || withdrawal !== undefined,
    filing,
    verdicts: new Map([...verdicts, ...[...reviews.values()].flatMap((one) => [...one.verdicts])]),
    facts: new Map([
      [applicationId(no), facts],
      [stage, expectStage({ application: model, reviews, waiting, withdrawal })],
      ...[...reviews].flatMap(([code, one]) => factsOf(no, code, one)),
    ]),
  };

  function review(
    code: string,
    department: string,
    at: string,
    days: Pick<Accepted, 'acceptedOn' | 'receivedOn'>,
  ): void {
    const item = frame.items.find((one) => one.code === code);
    if (!item) throw new Error(`${code} was not filed`);
    const commands = of(reviewId(no, code), new RegExp(`^${reviewId(no, code)}:consultation:`));
    reviews.set(code, expectReview({ item, department, at, ...days }, frame, commands, withdrawal));
  }
}

const factsOf = (no: string, code: string, { model }: ReviewExpectation): [string, ExpectedFact[]][] => [
  [reviewId(no, code), model.facts],
  ...model.consultations.map((one): [string, ExpectedFact[]] => [consultationId(no, code, one.asked), one.facts]),
];

/** Whether the stage had heard of an item when it was withdrawn: news may be on its way, so the trail says. */
function openedIn(trail: Trail, stage: string, withdrawal: Withdrawal | undefined): (code: string) => boolean {
  if (!withdrawal) return () => true;
  const facts = trail.facts.filter(({ workflowId }) => workflowId === stage);
  return (code) =>
    facts.some(
      ({ body: { type, at, data } }) =>
        data['itemCode'] === code &&
        (type === 'itemOpened' || (type === 'itemAcceptanceRefused' && at < withdrawal.at)),
    );
}
