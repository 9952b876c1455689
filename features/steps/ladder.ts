import { Then } from '@cucumber/cucumber';
import { formatLocal, parseInstant } from '@yichuang/kernel';
import { handlerOf } from '../support/accounts.ts';
import { becomes, contains, holds } from '../support/poll.ts';
import { rungSent } from '../support/views.ts';
import type { Scenario } from '../support/world.ts';

interface Sent {
  on: string;
  document: string;
  to: string[];
}

/** What the ladder has sent about an item, as the trail tells it. */
async function sentAbout(scenario: Scenario, code: string): Promise<Sent[]> {
  const facts = await scenario.trail('approval');
  return facts.flatMap(({ type, at, data }) => {
    const rung = type === 'rungSent' ? rungSent.parse(data) : undefined;
    if (rung?.itemCode !== code) return [];
    const on = formatLocal(parseInstant(at)).slice(0, 10);
    return [{ on, document: rung.document, to: rung.to.map(({ name }) => name) }];
  });
}

const copies = async (scenario: Scenario, code: string, document: string): Promise<number> =>
  (await sentAbout(scenario, code)).filter((one) => one.document === document).length;

Then(
  '就事项{string}于{string}向{string}发出{string}',
  async function (this: Scenario, code: string, on: string, to: string, document: string) {
    await this.settle();
    await contains(`sent about ${code}`, `${on} ${to} ${document}`, async () =>
      (await sentAbout(this, code)).flatMap((one) => one.to.map((name) => `${one.on} ${name} ${one.document}`)),
    );
  },
);

Then(
  '就事项{string}共发出{int}份{string}',
  async function (this: Scenario, code: string, count: number, document: string) {
    await this.settle();
    await becomes(`${document} about ${code}`, count, () => copies(this, code, document));
  },
);

Then('就事项{string}没有发出{string}', async function (this: Scenario, code: string, document: string) {
  await this.settle();
  await holds(`${document} about ${code}`, 0, () => copies(this, code, document));
});

Then('部门{string}收到对事项{string}的督促', async function (this: Scenario, department: string, code: string) {
  await this.settle();
  await becomes(`${department} urged about ${code}`, true, async () => {
    const reviews = await this.tasks(handlerOf(department), 'open', 'review');
    return reviews.some(({ itemCode, urgedAt }) => itemCode === code && urgedAt !== undefined);
  });
});
