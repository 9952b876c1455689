import { Formatter, type IFormatterOptions, Status } from '@cucumber/cucumber';
import { type Envelope, Tally } from './tally.ts';

type Attempt = ReturnType<IFormatterOptions['eventDataCollector']['getTestCaseAttempt']>;

/** One line per scenario; below a broken one its failing steps with their errors; last the count. */
export default class ScenarioLines extends Formatter {
  readonly #tally = new Tally();

  constructor(options: IFormatterOptions) {
    super(options);
    options.eventBroadcaster.on('envelope', (envelope: Envelope) => {
      this.#take(envelope);
    });
  }

  override async finished(): Promise<void> {
    this.log(`${this.#tally.line}\n`);
    await super.finished();
  }

  #take(envelope: Envelope): void {
    this.#tally.take(envelope);
    const { testCaseFinished, testRunHookFinished } = envelope;
    if (testCaseFinished) {
      this.log(scenario(this.eventDataCollector.getTestCaseAttempt(testCaseFinished.testCaseStartedId)));
    }
    if (testRunHookFinished && testRunHookFinished.result.status !== Status.PASSED) {
      this.log(`failed     hook of the whole run\n${indented(testRunHookFinished.result.message)}`);
    }
  }
}

function scenario({ pickle, stepResults, testCase, worstTestStepResult }: Attempt): string {
  const status = worstTestStepResult.status.toLowerCase();
  const place = pickle.location ? `${pickle.uri}:${pickle.location.line}` : pickle.uri;
  const broken = testCase.testSteps.flatMap((step) => {
    const result = stepResults[step.id];
    if (!result || result.status === Status.PASSED) return [];
    if (result.status === Status.SKIPPED && worstTestStepResult.status !== Status.SKIPPED) return [];
    const text = pickle.steps.find(({ id }) => id === step.pickleStepId)?.text ?? 'hook';
    return `    ${result.status.toLowerCase()}: ${text}\n${indented(result.message)}`;
  });
  return `${status.padEnd(10)} ${place}  ${pickle.name}\n${broken.join('')}`;
}

function indented(message: string | undefined): string {
  return message ? `${message.trimEnd().replace(/^/gm, '      ')}\n` : '';
}
