import { When } from '@cucumber/cucumber';
import { coordinator, handlerOf, overseer } from '../support/accounts.ts';
import { awaited } from '../support/poll.ts';
import { dataField, resultData } from '../support/results.ts';
import type { Scenario } from '../support/world.ts';

const clause = '行政许可法 32';

/** On the item's task of acceptance; where the department never had one, on what it has of the item. */
async function giveBack(scenario: Scenario, department: string, itemCode: string, body: object): Promise<void> {
  const as = handlerOf(department);
  const kind = await awaited(`task of ${department} for ${itemCode}`, async () => {
    const kinds = (await scenario.tasks(as, 'all'))
      .filter((task) => task.itemCode === itemCode)
      .map((task) => task.kind);
    return kinds.find((one) => one === 'acceptance') ?? kinds[0];
  });
  await scenario.actOnTask({ kind, itemCode }, 'return', body, as);
}

When('部门{string}受理事项{string}', async function (this: Scenario, department: string, itemCode: string) {
  await this.actOnTask({ kind: 'acceptance', itemCode }, 'accept', {}, handlerOf(department));
});

When(
  '部门{string}退回事项{string},理由为{string}',
  async function (this: Scenario, department: string, itemCode: string, reason: string) {
    await giveBack(this, department, itemCode, { reason });
  },
);

When(
  '部门{string}退回事项{string},理由为{string},应由部门{string}办理',
  async function (this: Scenario, department: string, itemCode: string, reason: string, suggestedDepartment: string) {
    await giveBack(this, department, itemCode, { reason, suggestedDepartment });
  },
);

When(
  '部门{string}不予受理事项{string},理由为{string}',
  async function (this: Scenario, department: string, itemCode: string, reason: string) {
    await this.actOnTask({ kind: 'acceptance', itemCode }, 'refuse', { reason, clause }, handlerOf(department));
  },
);

When(
  '牵头部门将事项{string}改推部门{string},理由为{string}',
  async function (this: Scenario, itemCode: string, department: string, reason: string) {
    await this.actOnTask({ kind: 'coordination', itemCode }, 'reroute', { department, reason }, coordinator);
  },
);

When(
  '监督员将事项{string}移交部门{string},理由为{string}',
  async function (this: Scenario, itemCode: string, department: string, reason: string) {
    await this.actOnTask({ kind: 'review', itemCode }, 'transfer', { department, reason }, overseer);
  },
);

When('部门{string}准予事项{string}', async function (this: Scenario, department: string, itemCode: string) {
  const result = resultData(this.today, itemCode);
  await this.actOnTask({ kind: 'review', itemCode }, 'grant', { result }, handlerOf(department));
});

When(
  '部门{string}准予事项{string},结果缺少{string}',
  async function (this: Scenario, department: string, itemCode: string, field: string) {
    const { [dataField(field)]: _, ...result } = resultData(this.today, itemCode);
    await this.actOnTask({ kind: 'review', itemCode }, 'grant', { result }, handlerOf(department));
  },
);

When(
  '部门{string}不予许可事项{string},理由为{string}',
  async function (this: Scenario, department: string, itemCode: string, reason: string) {
    await this.actOnTask({ kind: 'review', itemCode }, 'deny', { reasons: [reason] }, handlerOf(department));
  },
);
