import { Given, Then, When } from '@cucumber/cucumber';
import { coordinator, overseer } from '../support/accounts.ts';
import { becomes, holds } from '../support/poll.ts';
import { amendmentAnswer, dayView, periodView } from '../support/views.ts';
import type { Scenario } from '../support/world.ts';

Given('地区为{string}', function (this: Scenario, region: string) {
  this.region = region;
});

Given('现在是{string}', async function (this: Scenario, now: string) {
  await this.startClock(now);
});

When('时间来到{string}', async function (this: Scenario, to: string) {
  await this.moveClock(to);
});

/** Proposed by one person, approved by another; in force at once. */
async function amend(scenario: Scenario, date: string, working: boolean): Promise<void> {
  const days = [{ date, working, reason: '示例修订', source: '示例通知' }];
  const path = '/v1/calendar/amendments';
  const proposed = await scenario.act('approval', path, { reason: '示例修订', days }, coordinator);
  const { amendmentNo } = amendmentAnswer.parse(proposed.body);
  await scenario.act('approval', `${path}/${amendmentNo}/approve`, {}, overseer);
  await scenario.settle();
}

When('工作日历修订,{string}改为休息日', async function (this: Scenario, date: string) {
  await amend(this, date, false);
});

When('工作日历修订,{string}改为工作日', async function (this: Scenario, date: string) {
  await amend(this, date, true);
});

const isWorking = (scenario: Scenario, date: string) => async (): Promise<boolean> =>
  (await scenario.read('approval', `/v1/calendar/days/${date}`, dayView, overseer)).working;

Then('{string}是工作日', async function (this: Scenario, date: string) {
  await becomes(`${date} is a working day`, true, isWorking(this, date));
});

Then('{string}不是工作日', async function (this: Scenario, date: string) {
  await holds(`${date} is a working day`, false, isWorking(this, date));
});

const period = (scenario: Scenario, from: string, amount: number) =>
  scenario.read('approval', `/v1/calendar/period?from=${from}&amount=${String(amount)}`, periodView, overseer);

Then(
  '从{string}起{int}个工作日届满之日为{string}',
  async function (this: Scenario, from: string, days: number, dueDate: string) {
    await becomes('the last day', dueDate, async () => (await period(this, from, days)).dueDate);
  },
);

Then('从{string}起{int}个工作日的期限为暂定', async function (this: Scenario, from: string, days: number) {
  await becomes('the period is provisional', true, async () => (await period(this, from, days)).provisional);
});
