/** The register of delegations (000 二(二)3): a unit's chief representative entrusts the window's clerk, who decides in its name. */
import { When } from '@cucumber/cucumber';
import { formatOffset, parseLocal } from '@yichuang/kernel';
import { z } from 'zod';
import { handlerOf, windowClerk } from '../support/accounts.ts';
import { awaited } from '../support/poll.ts';
import { resultData } from '../support/results.ts';
import { running } from '../support/system.ts';
import type { Scenario } from '../support/world.ts';

const chief = (department: string): string => `lead-${handlerOf(department)}`;
const listed = z.object({ delegations: z.array(z.object({ delegationNo: z.string() })) });

When(
  '部门{string}授权窗口办理事项{string},自{string}至{string}',
  async function (this: Scenario, department: string, items: string, from: string, to: string) {
    const clerk = running().system.accounts[windowClerk];
    const body = {
      region: this.region,
      person: { id: clerk?.sub, name: clerk?.name },
      items: items.split('、'),
      from: formatOffset(parseLocal(from)),
      to: formatOffset(parseLocal(to)),
      basis: ['000 二(二)3'],
    };
    await this.act('approval', '/v1/delegations', body, chief(department));
    await this.settle();
  },
);

When(
  '部门{string}收回对窗口的授权,理由为{string}',
  async function (this: Scenario, department: string, reason: string) {
    const { delegations } = await this.read('approval', '/v1/delegations', listed, chief(department));
    const no = delegations[0]?.delegationNo ?? '';
    await this.act('approval', `/v1/delegations/${no}/revoke`, { reason }, chief(department));
    await this.settle();
  },
);

/** On the unit's own task, which the clerk finds among the own ones only while the delegation runs. */
async function inTheNameOf(
  scenario: Scenario,
  department: string,
  itemCode: string,
  action: string,
  body: object,
): Promise<void> {
  const { id } = await awaited(`review of ${itemCode}`, async () =>
    (await scenario.tasks(handlerOf(department), 'all', 'review')).find((task) => task.itemCode === itemCode),
  );
  await scenario.act('approval', `/v1/tasks/${encodeURIComponent(id)}/${action}`, body, windowClerk);
}

When('窗口以部门{string}的名义准予事项{string}', async function (this: Scenario, department: string, itemCode: string) {
  await inTheNameOf(this, department, itemCode, 'grant', { result: resultData(this.today, itemCode) });
});

When(
  '窗口以部门{string}的名义将事项{string}延长{int}个工作日',
  async function (this: Scenario, department: string, itemCode: string, days: number) {
    const body = { days, approver: '部门负责人', reason: '情况复杂' };
    await inTheNameOf(this, department, itemCode, 'extend', body);
  },
);
