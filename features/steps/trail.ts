import { Then } from '@cucumber/cucumber';
import { formatLocal, parseInstant } from '@yichuang/kernel';
import { becomes, contains } from '../support/poll.ts';
import type { Scenario } from '../support/world.ts';

Then('留痕记载{string}于{string}发生', async function (this: Scenario, word: string, at: string) {
  await this.settle();
  await contains('trail', `${word} ${at}`, async () => {
    const services = ['intake', 'approval', 'issuance', 'assist'] as const;
    const facts = (await Promise.all(services.map((service) => this.trail(service)))).flat();
    return facts.map((fact) => `${fact.word} ${formatLocal(parseInstant(fact.at))}`);
  });
});

Then('阶段的状态为{string}', async function (this: Scenario, state: string) {
  await this.settle();
  await becomes('state of the stage', state, async () => {
    const types = (await this.trail('approval')).map(({ type }) => type);
    if (types.includes('stageCompleted')) return '已完成';
    return types.includes('stageOpened') ? '办理中' : undefined;
  });
});
