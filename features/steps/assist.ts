import { Then, When } from '@cucumber/cucumber';
import { assistDesk, officerOf } from '../support/accounts.ts';
import { actOnAssist, alerts, assistCase, confirmForm, contactOwner, requestAssist } from '../support/assist.ts';
import { awaited, becomes, contains, holds } from '../support/poll.ts';
import type { AssistView } from '../support/views.ts';
import type { Scenario } from '../support/world.ts';

When('建设单位申请协办,委托方式为{string}', async function (this: Scenario, mode: string) {
  await requestAssist(this, { mode });
});

When(
  '建设单位申请协办,委托方式为{string},委托事项为{string}',
  async function (this: Scenario, mode: string, items: string) {
    await requestAssist(this, { mode, items });
  },
);

When('建设单位就{string}申请协办', async function (this: Scenario, kind: string) {
  await requestAssist(this, { kind });
});

When('协办专窗预审通过', async function (this: Scenario) {
  await actOnAssist(this, assistDesk, 'passPreReview');
});

When('协办专窗预审不通过,理由为{string}', async function (this: Scenario, reason: string) {
  await actOnAssist(this, assistDesk, 'failPreReview', { reason });
});

When('建设单位确认委托协办申请表', async function (this: Scenario) {
  await confirmForm(this);
});

When('协办专窗指派协办员{string}', async function (this: Scenario, name: string) {
  await actOnAssist(this, assistDesk, 'assign', { officer: officerOf(name).officer });
});

When('协办专窗更换协办员为{string},理由为{string}', async function (this: Scenario, name: string, reason: string) {
  await actOnAssist(this, assistDesk, 'change', { officer: officerOf(name).officer, reason });
});

When('协办员联系建设单位', async function (this: Scenario) {
  const officer = await awaited('an officer', async () => (await assistCase(this)).officer ?? undefined);
  await contactOwner(this, officerOf(officer.name).account);
});

When('协办员{string}联系建设单位', async function (this: Scenario, name: string) {
  await contactOwner(this, officerOf(name).account);
});

async function has<T>(scenario: Scenario, what: string, expected: T, read: (one: AssistView) => T): Promise<void> {
  await scenario.settle();
  await becomes(what, expected, async () => read(await assistCase(scenario)));
}

Then('协办的状态为{string}', async function (this: Scenario, state: string) {
  await has(this, 'state of the commission', state, (one) => one.state);
});

Then('协办的联系期限为{string}', async function (this: Scenario, date: string) {
  await has(this, 'day to contact', date, (one) => one.contact?.dueDate);
});

Then('协办联系期限的依据包含{string}', async function (this: Scenario, text: string) {
  await this.settle();
  await contains('why the day to contact', text, async () => (await assistCase(this)).contact?.why ?? []);
});

Then('协办联系已超期', async function (this: Scenario) {
  await has(this, 'contact overdue', true, (one) => one.overdue);
});

Then('协办联系未超期', async function (this: Scenario) {
  await this.settle();
  await holds('contact overdue', false, async () => (await assistCase(this)).overdue);
});

Then('协办员为{string}', async function (this: Scenario, name: string) {
  await has(this, 'officer', name, (one) => one.officer?.name);
});

Then('协办专窗收到告警{string}', async function (this: Scenario, word: string) {
  await this.settle();
  await contains('alerts', word, async () => (await alerts(this)).map((alert) => alert.word));
});

Then('协办专窗没有收到告警', async function (this: Scenario) {
  await this.settle();
  await holds('alerts', 0, async () => (await alerts(this)).length);
});

Then('协办专窗的告警已处理', async function (this: Scenario) {
  await this.settle();
  await becomes('open alerts', 0, async () => (await alerts(this)).filter((alert) => alert.settledAt === null).length);
});

Then('系统内共有{int}件协办', async function (this: Scenario, count: number) {
  await this.settle();
  await becomes('number of commissions', count, () => this.count('assist', '/v1/assist-cases', assistDesk));
});
