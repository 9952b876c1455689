import { Given, Then, When } from '@cucumber/cucumber';
import { acceptEverything } from '../support/acceptance.ts';
import { overseer } from '../support/accounts.ts';
import { fileAgain, fileAtWindow, fileClassified, fileOnline } from '../support/filing.ts';
import { becomes } from '../support/poll.ts';
import { taskList } from '../support/views.ts';
import type { Scenario } from '../support/world.ts';

When('申请人在线申报{string}阶段的事项{string}', async function (this: Scenario, stage: string, items: string) {
  await fileOnline(this, stage, items);
});

When('申请人在窗口申报{string}阶段的事项{string}', async function (this: Scenario, stage: string, items: string) {
  await fileAtWindow(this, stage, items);
});

When(
  '申请人在线申报{string}阶段的事项{string},缺少材料{string}',
  async function (this: Scenario, stage: string, items: string, material: string) {
    await fileOnline(this, stage, items, material);
  },
);

When(
  '申请人在窗口申报{string}阶段的事项{string},缺少材料{string}',
  async function (this: Scenario, stage: string, items: string, material: string) {
    await fileAtWindow(this, stage, items, material);
  },
);

When('申请人在线申报涉密项目', async function (this: Scenario) {
  await fileClassified(this);
});

When('申请人重复提交同一申报', async function (this: Scenario) {
  await fileAgain(this);
});

Given('{string}阶段的事项{string}已受理', async function (this: Scenario, stage: string, items: string) {
  await fileOnline(this, stage, items);
  await acceptEverything(this);
});

const applications = (scenario: Scenario): Promise<number> => scenario.count('intake', '/v1/applications', overseer);

Then('系统内共有{int}件申请', async function (this: Scenario, count: number) {
  await this.settle();
  await becomes('number of applications', count, () => applications(this));
});

/** Neither an application nor a task of anybody came of it. */
Then('系统没有保存该申报的任何内容', async function (this: Scenario) {
  await this.settle();
  const { count } = await this.read('approval', '/v1/tasks?state=all', taskList, overseer);
  const found = (await applications(this)) + count;
  if (found > 0) throw new Error(`${String(found)} applications or tasks are stored`);
});
