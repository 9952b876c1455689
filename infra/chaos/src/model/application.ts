/** The application as a fold over its journal: commands in their order, the silences between them, the news of a withdrawal. */
import { closeOf } from '../days.ts';
import { judge } from './application-acts.ts';
import { ApplicationModel } from './application-model.ts';
import { before, type CaseFrame, type Command, type Expectation, type Withdrawal } from './types.ts';

/** The stage withdraws; the application hears of it when `steps` more acts and silences have been worked off. */
export interface HeardWithdrawal extends Withdrawal {
  steps: number;
}

/** Folds the commands, oldest first, with the silences between them. */
export function expectApplication(
  frame: CaseFrame,
  commands: Command[],
  withdrawal?: HeardWithdrawal,
): Expectation & { model: ApplicationModel } {
  const model = new ApplicationModel(frame);
  const verdicts: Expectation['verdicts'] = new Map();
  let steps = withdrawal?.steps ?? 0;
  const hear = (): void => {
    if (!withdrawal || model.withdrawn || model.concludedAt !== undefined) return;
    const unanswered = ['pushed', 'returned'].flatMap((is) =>
      [...model.items].flatMap(([code, item]) => (item.is === is ? [code] : [])),
    );
    model.withdraw(withdrawal.at, withdrawal.actor, unanswered);
  };
  /** Whatever was received before the withdrawal comes before its news; of the rest as much as was worked off by then. */
  const step = (next: { at: string; ordinal: number }): void => {
    if (!withdrawal || before(next, withdrawal)) return;
    if (steps === 0) hear();
    steps -= 1;
  };
  const silenceUpTo = (instant: string): void => {
    for (let due = model.nextSilence(); due !== undefined && due <= instant; due = model.nextSilence()) {
      step({ at: due, ordinal: 0 });
      if (!model.withdrawn) model.silence(due);
    }
  };
  for (const command of commands) {
    // At the same instant silence comes first: what is received at the close is late.
    silenceUpTo(command.at);
    step(command);
    verdicts.set(command.id, judge(model, command));
  }
  silenceUpTo(frame.now);
  hear();
  if (frame.now >= closeOf(frame.days.next)) throw new Error('the wave ran past its days');
  return { facts: model.facts, verdicts, model };
}
