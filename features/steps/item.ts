import { Then } from '@cucumber/cucumber';
import { overseer } from '../support/accounts.ts';
import { becomes, contains, holds } from '../support/poll.ts';
import type { ItemView } from '../support/views.ts';
import type { Scenario } from '../support/world.ts';

async function has<T>(scenario: Scenario, code: string, expected: T, read: (item: ItemView) => T): Promise<void> {
  await scenario.settle();
  await becomes(`item ${code}`, expected, async () => read(await scenario.item(code)));
}

async function lacks<T>(scenario: Scenario, code: string, expected: T, read: (item: ItemView) => T): Promise<void> {
  await scenario.settle();
  await holds(`item ${code}`, expected, async () => read(await scenario.item(code)));
}

Then('事项{string}的状态为{string}', async function (this: Scenario, code: string, state: string) {
  await has(this, code, state, (item) => item.state);
});

Then('事项{string}由部门{string}办理', async function (this: Scenario, code: string, department: string) {
  await has(this, code, department, (item) => item.department.name);
});

Then('事项{string}为视为受理', async function (this: Scenario, code: string) {
  await has(this, code, true, (item) => item.deemed);
});

Then('事项{string}的受理日期为{string}', async function (this: Scenario, code: string, date: string) {
  await has(this, code, date, (item) => item.acceptedOn);
});

Then('事项{string}的到期日为{string}', async function (this: Scenario, code: string, date: string) {
  await has(this, code, date, (item) => item.due?.dueDate);
});

Then('事项{string}没有到期日', async function (this: Scenario, code: string) {
  await lacks(this, code, null, (item) => item.due);
});

Then('事项{string}的到期日为暂定', async function (this: Scenario, code: string) {
  await has(this, code, true, (item) => item.due?.provisional);
});

Then('事项{string}到期日的依据包含{string}', async function (this: Scenario, code: string, text: string) {
  await this.settle();
  await contains(`why item ${code} is due`, text, async () => {
    const reviews = await this.tasks(overseer, 'all', 'review');
    return reviews.find(({ itemCode }) => itemCode === code)?.clock?.why ?? [];
  });
});

Then('事项{string}已超期', async function (this: Scenario, code: string) {
  await has(this, code, true, (item) => item.overdue);
});

Then('事项{string}未超期', async function (this: Scenario, code: string) {
  await lacks(this, code, false, (item) => item.overdue);
});

Then('事项{string}的办理状态码依次为{string}', async function (this: Scenario, code: string, codes: string) {
  await has(this, code, codes, (item) => item.codes.join('、'));
});

Then('申请人可查询到事项{string}的退回理由{string}', async function (this: Scenario, code: string, reason: string) {
  await has(this, code, reason, (item) => item.returnReason);
});

Then('事项{string}的法定期限届满日为{string}', async function (this: Scenario, code: string, date: string) {
  await this.settle();
  await becomes(`the law's own limit of ${code}`, date, async () => {
    const reviews = await this.tasks(overseer, 'all', 'review');
    return reviews.find(({ itemCode }) => itemCode === code)?.statutory?.dueDate;
  });
});
