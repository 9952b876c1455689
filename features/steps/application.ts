import { Then, When } from '@cucumber/cucumber';
import { formatLocal, parseInstant } from '@yichuang/kernel';
import { applicant, windowClerk } from '../support/accounts.ts';
import { actOnApplication, fileWithHelper } from '../support/filing.ts';
import { becomes, contains } from '../support/poll.ts';
import { type ApplicationView, counted, timelineView } from '../support/views.ts';
import type { Scenario } from '../support/world.ts';

async function has<K extends 'state' | 'acceptedOn' | 'deemed' | 'paper' | 'firstContact'>(
  scenario: Scenario,
  field: K,
  expected: ApplicationView[K],
): Promise<void> {
  await scenario.settle();
  await becomes(`${field} of the application`, expected, async () => (await scenario.application())[field]);
}

Then('申请的状态为{string}', async function (this: Scenario, state: string) {
  await has(this, 'state', state);
});

Then('申请的受理日期为{string}', async function (this: Scenario, date: string) {
  await has(this, 'acceptedOn', date);
});

Then('申请为视为受理', async function (this: Scenario) {
  await has(this, 'deemed', true);
});

Then('纸质材料的状态为{string}', async function (this: Scenario, state: string) {
  await has(this, 'paper', state);
});

Then('首问责任人为{string}', async function (this: Scenario, name: string) {
  await has(this, 'firstContact', name);
});

When(
  '申请人在线申报{string}阶段的事项{string},由{string}{string}',
  async function (this: Scenario, stage: string, items: string, name: string, kind: string) {
    await fileWithHelper(this, stage, items, { name, kind });
  },
);

When('申请人指名{string}{string}', async function (this: Scenario, name: string, kind: string) {
  await actOnApplication(this, 'nameHelper', { name, kind }, applicant);
});

When(
  '窗口指名{string}{string},理由为{string}',
  async function (this: Scenario, name: string, kind: string, reason: string) {
    await actOnApplication(this, 'nameHelper', { name, kind, reason }, windowClerk);
  },
);

When('申请人取消帮办代办', async function (this: Scenario) {
  await actOnApplication(this, 'removeHelper', {}, applicant);
});

Then('窗口按帮办代办人员{string}可查到{int}件申请', async function (this: Scenario, helper: string, count: number) {
  await this.settle();
  const query = new URLSearchParams({ helper });
  await becomes(`applications helped by ${helper}`, count, async () => {
    const { count: found } = await this.read('intake', `/v1/applications?${query.toString()}`, counted, windowClerk);
    return found;
  });
});

Then('没有帮办代办人员', async function (this: Scenario) {
  await this.settle();
  await becomes('helper', null, async () => (await this.application()).helper);
});

Then('帮办代办人员为{string}', async function (this: Scenario, name: string) {
  await this.settle();
  await becomes('helper', name, async () => (await this.application()).helper?.name);
});

Then('申请人可查询到{string}于{string}发生', async function (this: Scenario, word: string, at: string) {
  await this.settle();
  const path = `/v1/applications/${encodeURIComponent(this.applicationNo)}/timeline`;
  await contains('timeline', `${word} ${at}`, async () =>
    (await this.read('intake', path, timelineView, applicant)).entries.map(
      (entry) => `${entry.word} ${formatLocal(parseInstant(entry.at))}`,
    ),
  );
});

Then('窗口可查到{int}件超期的申请', async function (this: Scenario, count: number) {
  await this.settle();
  await becomes('overdue applications', count, async () => {
    const { count: found } = await this.read('intake', '/v1/applications?overdue=true', counted, windowClerk);
    return found;
  });
});

Then(
  '窗口按进度{string}和部门{string}可查到{int}件申请',
  async function (this: Scenario, state: string, department: string, count: number) {
    await this.settle();
    const query = new URLSearchParams({ state, department });
    await becomes(`applications ${state}`, count, async () => {
      const { count: found } = await this.read('intake', `/v1/applications?${query.toString()}`, counted, windowClerk);
      return found;
    });
  },
);
