import { Then } from '@cucumber/cucumber';
import { becomes } from '../support/poll.ts';
import type { ApplicationView } from '../support/views.ts';
import type { Scenario } from '../support/world.ts';

async function has<K extends 'state' | 'acceptedOn' | 'deemed' | 'paper' | 'firstContact'>(
  scenario: Scenario,
  field: K,
  expected: ApplicationView[K],
): Promise<void> {
  await scenario.settle();
  await becomes(`${field} of the application`, expected, async () => (await scenario.application())[field]);
}

Then('申请的状态为{string}', async function (this: Scenario, state: string) {
  await has(this, 'state', state);
});

Then('申请的受理日期为{string}', async function (this: Scenario, date: string) {
  await has(this, 'acceptedOn', date);
});

Then('申请为视为受理', async function (this: Scenario) {
  await has(this, 'deemed', true);
});

Then('纸质材料的状态为{string}', async function (this: Scenario, state: string) {
  await has(this, 'paper', state);
});

Then('首问责任人为{string}', async function (this: Scenario, name: string) {
  await has(this, 'firstContact', name);
});
