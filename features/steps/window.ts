import { When } from '@cucumber/cucumber';
import { windowClerk } from '../support/accounts.ts';
import { actOnApplication } from '../support/filing.ts';
import type { Scenario } from '../support/world.ts';

const kind = 'window-acceptance';
const clause = '行政许可法 32';

When('窗口受理该申请', async function (this: Scenario) {
  await this.actOnTask({ kind }, 'accept', {}, windowClerk);
});

When('窗口对该申请不予受理,理由为{string}', async function (this: Scenario, reason: string) {
  await this.actOnTask({ kind }, 'refuse', { reason, clause }, windowClerk);
});

When('窗口告知该申请不需要许可,理由为{string}', async function (this: Scenario, reason: string) {
  await this.actOnTask({ kind }, 'notRequired', { reason }, windowClerk);
});

When('窗口容缺受理该申请,容缺材料为{string}', async function (this: Scenario, material: string) {
  await this.actOnTask({ kind }, 'accept', { deficits: [material] }, windowClerk);
});

When('窗口按告知承诺受理该申请', async function (this: Scenario) {
  await this.actOnTask({ kind }, 'accept', { onCommitment: true }, windowClerk);
});

When('窗口登记转交纸质材料', async function (this: Scenario) {
  await actOnApplication(this, 'forwardPaper', {}, windowClerk);
});

When('窗口登记收到纸质材料', async function (this: Scenario) {
  await actOnApplication(this, 'receivePaper', {}, windowClerk);
});
