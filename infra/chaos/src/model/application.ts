/** The application as a fold over its journal: commands in their order, the silences between them. */
import { closeOf } from '../days.ts';
import { judge } from './application-acts.ts';
import { ApplicationModel } from './application-model.ts';
import type { CaseFrame, Command, Expectation } from './types.ts';

/** Folds the commands, oldest first, with the silences between them. */
export function expectApplication(frame: CaseFrame, commands: Command[]): Expectation & { model: ApplicationModel } {
  const model = new ApplicationModel(frame);
  const verdicts: Expectation['verdicts'] = new Map();
  const silenceUpTo = (instant: string): void => {
    for (let due = model.nextSilence(); due !== undefined && due <= instant; due = model.nextSilence())
      model.silence(due);
  };
  for (const command of commands) {
    // At the same instant silence comes first: what is received at the close is late.
    silenceUpTo(command.at);
    verdicts.set(command.id, judge(model, command));
  }
  silenceUpTo(frame.now);
  if (frame.now >= closeOf(frame.days.next)) throw new Error('the wave ran past its days');
  return { facts: model.facts, verdicts, model };
}
