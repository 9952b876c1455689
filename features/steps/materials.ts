/** One set of materials for several items, filed or in a draft. */
import { Then, When } from '@cucumber/cucumber';
import * as accounts from '../support/accounts.ts';
import { fileWithMaterials, itemsOf, openDraft } from '../support/filing.ts';
import { draftValidation } from '../support/views.ts';
import type { Scenario } from '../support/world.ts';

When(
  '申请人在线申报{string}阶段的事项{string},一套材料为{string}',
  async function (this: Scenario, stage: string, items: string, materials: string) {
    await fileWithMaterials(this, stage, items, itemsOf(materials));
  },
);

When(
  '申请人起草{string}阶段的事项{string},一套材料为{string}',
  async function (this: Scenario, stage: string, items: string, materials: string) {
    await openDraft(this, stage, items, itemsOf(materials));
  },
);

Then('事项{string}已交的材料为{string}', async function (this: Scenario, item: string, materials: string) {
  const names = (await this.item(item)).materials.map(({ name }) => name);
  if (names.toSorted().join() !== itemsOf(materials).toSorted().join())
    throw new Error(`${item} has the materials ${names.join('、')}`);
});

Then('检查草稿得知事项{string}还缺材料{string}', async function (this: Scenario, item: string, material: string) {
  const missing = await missingOf(this, item);
  if (!missing.includes(material)) throw new Error(`${item} lacks ${missing.join('、')}`);
});

Then('检查草稿得知事项{string}不缺材料{string}', async function (this: Scenario, item: string, material: string) {
  if ((await missingOf(this, item)).includes(material)) throw new Error(`${item} lacks ${material}`);
});

async function missingOf(scenario: Scenario, item: string): Promise<string[]> {
  const path = `/v1/drafts/${scenario.draftId}/validation`;
  const { body } = await scenario.act('intake', path, {}, accounts.applicant);
  const { missing } = draftValidation.parse(body);
  return missing.filter(({ itemCode }) => itemCode === item).map(({ material }) => material);
}
