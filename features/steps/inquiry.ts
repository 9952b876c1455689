import { Then, When } from '@cucumber/cucumber';
import { formatLocal, parseInstant } from '@yichuang/kernel';
import { coordinator, handlerOf, overseer, windowClerk } from '../support/accounts.ts';
import { itemsOf } from '../support/filing.ts';
import { becomes, holds } from '../support/poll.ts';
import { cancelInquiry, inquire, inquiryOf } from '../support/question.ts';
import { type InquiryView, inquiryList } from '../support/views.ts';
import type { Scenario } from '../support/world.ts';

When(
  '申请人发起{string}阶段的一次征询,征询部门{string}',
  async function (this: Scenario, stage: string, departments: string) {
    await inquire(this, { stage, departments });
  },
);

When(
  '申请人发起{string}阶段的一次征询,征询部门{string},附材料{string}',
  async function (this: Scenario, stage: string, departments: string, materials: string) {
    await inquire(this, { stage, departments, materials });
  },
);

async function act(scenario: Scenario, department: string, action: string, body: object): Promise<void> {
  await scenario.actOnTask({ kind: 'inquiry', no: scenario.inquiryNo }, action, body, handlerOf(department));
}

When('部门{string}答复征询,需办理事项{string}', async function (this: Scenario, department: string, items: string) {
  await act(this, department, 'reply', { items: itemsOf(items) });
});

When(
  '部门{string}答复征询,需办理事项{string},疑问为{string}',
  async function (this: Scenario, department: string, items: string, doubt: string) {
    await act(this, department, 'reply', { items: itemsOf(items), doubt });
  },
);

When('部门{string}答复征询,无需办理事项', async function (this: Scenario, department: string) {
  await act(this, department, 'nothingToDo', {});
});

When('申请人取消征询', async function (this: Scenario) {
  await cancelInquiry(this);
});

async function coordinate(scenario: Scenario, action: string, body: object): Promise<void> {
  await scenario.actOnTask({ kind: 'coordination', no: scenario.inquiryNo }, action, body, coordinator);
}

When('协调员登记对征询的督促{string}', async function (this: Scenario, text: string) {
  await coordinate(this, 'resolve', { text });
});

When('协调员确定征询意见{string}', async function (this: Scenario, text: string) {
  await coordinate(this, 'settle', { text });
});

When('协调员确定征询意见{string},需办理事项{string}', async function (this: Scenario, text: string, items: string) {
  await coordinate(this, 'settle', { text, items: itemsOf(items) });
});

async function has<T>(scenario: Scenario, what: string, expected: T, read: (one: InquiryView) => T): Promise<void> {
  await scenario.settle();
  await becomes(what, expected, async () => read(await inquiryOf(scenario)));
}

const partOf = ({ departments }: InquiryView, name: string): InquiryView['departments'][number] | undefined =>
  departments.find(({ department }) => department.name === name);

Then('征询的状态为{string}', async function (this: Scenario, state: string) {
  await has(this, 'state of the inquiry', state, (one) => one.state);
});

Then('征询了部门{string}', async function (this: Scenario, name: string) {
  await has(this, `part of ${name}`, true, (one) => partOf(one, name) !== undefined);
});

Then('部门{string}的征询答复期限为{string}', async function (this: Scenario, name: string, date: string) {
  await has(this, `day for ${name} to reply`, date, (one) => partOf(one, name)?.due?.dueDate);
});

Then('部门{string}的征询答复为{string}', async function (this: Scenario, name: string, state: string) {
  await has(this, `reply of ${name}`, state, (one) => partOf(one, name)?.state);
});

/** To coordination, which somebody finds among the tasks. */
Then('部门{string}的征询答复已超期', async function (this: Scenario, name: string) {
  await has(this, `reply of ${name} overdue`, true, (one) => partOf(one, name)?.overdue);
  await becomes('coordination of the inquiry', true, async () => {
    const tasks = await this.tasks(overseer, 'all', 'coordination', this.inquiryNo);
    return tasks.length > 0;
  });
});

Then('窗口的征询列表写明逾期的部门{string},期限{string}', async function (this: Scenario, name: string, date: string) {
  await this.settle();
  const late = async (overdue: boolean): Promise<string> => {
    const path = `/v1/inquiries?overdue=${String(overdue)}`;
    const { inquiries } = await this.read('intake', path, inquiryList, windowClerk);
    const one = inquiries.find(({ inquiryNo }) => inquiryNo === this.inquiryNo);
    return (one?.awaited ?? []).map(({ department, state, dueAt }) => `${department.name}${state}${dueAt}`).join();
  };
  await becomes('late in the list', `${name}已超期${date}T17:30:00+08:00`, () => late(true));
  await holds('late in the list of the others', '', () => late(false));
});

Then('一单告知于{string}发出', async function (this: Scenario, time: string) {
  await has(this, 'the notice', time, ({ notice }) => {
    const at = notice?.issuedAt;
    return typeof at === 'string' ? formatLocal(parseInstant(at)) : undefined;
  });
});

Then('一单告知列明事项{string}由部门{string}办理', async function (this: Scenario, code: string, name: string) {
  await has(this, `${code} in the notice`, name, ({ notice }) => {
    const found = notice?.items.find(({ item }) => item.code === code);
    return found?.department.name;
  });
});

Then('一单告知没有列明事项{string}', async function (this: Scenario, code: string) {
  await this.settle();
  await holds(`${code} in the notice`, false, async () => {
    const { notice } = await inquiryOf(this);
    return notice?.items.some(({ item }) => item.code === code) ?? false;
  });
});
