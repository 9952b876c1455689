/** One item under review as a fold over its journal: acts on it and on its consultations, what runs out between them, the withdrawal. */
import { judgeReview } from './review-acts.ts';
import { ReviewModel } from './review-model.ts';
import { type Accepted, before, type CaseFrame, type Command, type Verdict, type Withdrawal } from './types.ts';

export interface ReviewExpectation {
  model: ReviewModel;
  verdicts: Map<string, Verdict>;
}

export function expectReview(
  accepted: Accepted,
  frame: CaseFrame,
  commands: Command[],
  withdrawal: Withdrawal | undefined,
): ReviewExpectation {
  const model = new ReviewModel(accepted, frame);
  const verdicts = new Map<string, Verdict>();
  let ahead = withdrawal;
  for (const command of commands) {
    if (ahead && before(ahead, command)) {
      model.withdraw(ahead);
      ahead = undefined;
    }
    // At the same instant what runs out comes first.
    model.lapse(command.at);
    verdicts.set(command.id, judgeReview(model, command));
  }
  if (ahead) model.withdraw(ahead);
  model.lapse(frame.now);
  return { model, verdicts };
}
