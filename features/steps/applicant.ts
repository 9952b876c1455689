import { When } from '@cucumber/cucumber';
import { applicant } from '../support/accounts.ts';
import { actOnApplication } from '../support/filing.ts';
import type { Scenario } from '../support/world.ts';

When('申请人对事项{string}签署告知承诺书', async function (this: Scenario, itemCode: string) {
  await actOnApplication(this, 'signCommitment', { itemCode }, applicant);
});

When('申请人补交容缺材料{string}', async function (this: Scenario, material: string) {
  await actOnApplication(this, 'supplyDeficits', { materials: [material] }, applicant);
});

When('申请人撤回该申请', async function (this: Scenario) {
  await actOnApplication(this, 'withdraw', {}, applicant);
});
