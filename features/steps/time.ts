import { Given, When } from '@cucumber/cucumber';
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
