import { Then } from '@cucumber/cucumber';
import { becomes, contains, holds } from '../support/poll.ts';
import { documentsOf } from '../support/results.ts';
import type { Scenario } from '../support/world.ts';

const copies = async (scenario: Scenario, name: string): Promise<number> =>
  (await documentsOf(scenario)).filter((one) => one.name === name).length;

Then('申请人收到文书{string}', async function (this: Scenario, name: string) {
  await this.settle();
  await becomes(`document ${name}`, true, async () => (await copies(this, name)) > 0);
});

Then('申请人没有收到文书{string}', async function (this: Scenario, name: string) {
  await this.settle();
  await holds(`copies of ${name}`, 0, () => copies(this, name));
});

Then('申请人共收到{int}份文书{string}', async function (this: Scenario, count: number, name: string) {
  await this.settle();
  await becomes(`copies of ${name}`, count, () => copies(this, name));
});

Then('文书{string}包含{string}', async function (this: Scenario, name: string, text: string) {
  await this.settle();
  await contains(`document ${name}`, text, async () =>
    (await documentsOf(this)).filter((one) => one.name === name).map(({ lines }) => lines.join('\n')),
  );
});

Then('文书{string}盖有{string}', async function (this: Scenario, name: string, seal: string) {
  await this.settle();
  await contains(`seal of ${name}`, seal, async () =>
    (await documentsOf(this)).filter((one) => one.name === name).map((one) => one.seal ?? ''),
  );
});
