/** A refused action whose next step does not speak of the refusal fails the scenario. */
import { After, BeforeStep } from '@cucumber/cucumber';
import type { Scenario } from './world.ts';

function fail(scenario: Scenario): void {
  const { openRefusal } = scenario;
  scenario.openRefusal = undefined;
  if (openRefusal !== undefined) throw new Error(`the action was refused: ${openRefusal}`);
}

BeforeStep(function (this: Scenario, { pickleStep }) {
  if (!pickleStep.text.startsWith('操作被拒绝')) fail(this);
});

After(function (this: Scenario) {
  fail(this);
});
