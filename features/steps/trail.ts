import { Then } from '@cucumber/cucumber';
import { formatLocal, parseInstant } from '@yichuang/kernel';
import { auditor, handlerOf } from '../support/accounts.ts';
import { becomes, contains } from '../support/poll.ts';
import { integrity, statistics } from '../support/views.ts';
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
    if (types.includes('stageWithdrawn')) return '已撤回';
    if (types.includes('stageCompleted')) return '已完成';
    return types.includes('stageOpened') ? '办理中' : undefined;
  });
});

Then('该申请的留痕完整且未被篡改', async function (this: Scenario) {
  await this.settle();
  for (const service of ['intake', 'approval'] as const) {
    const path = `/v1/cases/${encodeURIComponent(this.applicationNo)}/integrity`;
    await becomes(`trail of ${service}`, true, async () => (await this.read(service, path, integrity, auditor)).intact);
  }
});

const figures = new Map([
  ['受理数', 'accepted'],
  ['办结数', 'decided'],
  ['超期数', 'overdue'],
] as const);

Then(
  '部门{string}的效能统计中{string}为{int}',
  async function (this: Scenario, department: string, word: string, count: number) {
    await this.settle();
    const figure = [...figures].find(([name]) => name === word)?.[1];
    if (!figure) throw new Error(`no figure is called ${word}`);
    const code = handlerOf(department);
    await becomes(`${word} of ${department}`, count, async () => {
      const { departments } = await this.read('approval', '/v1/supervision/departments', statistics, auditor);
      return departments.find((one) => one.department.code === code)?.[figure] ?? 0;
    });
  },
);
