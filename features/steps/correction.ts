import { Then, When } from '@cucumber/cucumber';
import { applicant, handlerOf, overseer, windowClerk } from '../support/accounts.ts';
import { actOnApplication } from '../support/filing.ts';
import { becomes } from '../support/poll.ts';
import type { Scenario } from '../support/world.ts';

const atWindow = { kind: 'window-acceptance' };
/** By the names that the regulation gives the elements of a notice (000 三(二)). */
const elements: Record<string, string> = {
  法律依据: 'legalBasis',
  补正期限: 'period',
  办理程序和承诺时限: 'procedure',
  收费依据和标准: 'fees',
};
const complete = {
  legalBasis: '国务院对确需保留的行政审批项目设定行政许可的决定',
  period: '自收到本通知之日起15个工作日',
  procedure: '受理、审查、决定,按承诺时限办结',
  fees: '不收费',
};

const telling = (text: string): { materials: string[]; contents: object } => ({
  materials: text.split('、'),
  contents: complete,
});

When('窗口一次性告知补正材料{string}', async function (this: Scenario, materials: string) {
  await this.actOnTask(atWindow, 'requestCorrection', telling(materials), windowClerk);
});

When(
  '窗口一次性告知补正材料{string},未写明{string}',
  async function (this: Scenario, materials: string, element: string) {
    const left = elements[element];
    if (left === undefined) throw new Error(`a notice has no ${element}`);
    const contents = Object.fromEntries(Object.entries(complete).filter(([name]) => name !== left));
    await this.actOnTask(atWindow, 'requestCorrection', { ...telling(materials), contents }, windowClerk);
  },
);

When(
  '部门{string}就事项{string}一次性告知补正材料{string}',
  async function (this: Scenario, department: string, itemCode: string, materials: string) {
    const body = telling(materials);
    await this.actOnTask({ kind: 'acceptance', itemCode }, 'requestCorrection', body, handlerOf(department));
  },
);

When('窗口商请起草事项{string}的一次性补正材料告知书', async function (this: Scenario, itemCode: string) {
  await this.actOnTask(atWindow, 'requestDraft', { itemCode }, windowClerk);
});

When(
  '部门{string}提交事项{string}的一次性补正材料告知书,补正材料为{string}',
  async function (this: Scenario, department: string, itemCode: string, materials: string) {
    const body = telling(materials);
    await this.actOnTask({ kind: 'correction-draft', itemCode }, 'submitDraft', body, handlerOf(department));
  },
);

/** The window could not tell on the spot, and asks the department first (000 三(二)). */
When(
  '部门{string}起草一次性补正材料告知书,补正材料为{string}',
  async function (this: Scenario, department: string, materials: string) {
    const { items } = await this.application();
    const item = items.find((one) => one.department.name === department);
    if (!item) throw new Error(`${department} has no item in the application`);
    const { itemCode } = item;
    await this.actOnTask(atWindow, 'requestDraft', { itemCode }, windowClerk);
    const body = telling(materials);
    await this.actOnTask({ kind: 'correction-draft', itemCode }, 'submitDraft', body, handlerOf(department));
  },
);

When('申请人补正材料{string}', async function (this: Scenario, materials: string) {
  await actOnApplication(this, 'supply', { materials: materials.split('、') }, applicant);
});

When(
  '监督员补充告知补正材料{string},理由为{string}',
  async function (this: Scenario, materials: string, reason: string) {
    const body = { materials: materials.split('、'), reason };
    await this.actOnTask(atWindow, 'overrideCorrection', body, overseer);
  },
);

When(
  '监督员就事项{string}补充告知材料{string},理由为{string}',
  async function (this: Scenario, itemCode: string, materials: string, reason: string) {
    const body = { materials: materials.split('、'), reason };
    await this.actOnTask({ kind: 'review', itemCode }, 'overrideCorrection', body, overseer);
  },
);

Then('申请人补正的期限为{string}', async function (this: Scenario, date: string) {
  await this.settle();
  await becomes(
    'the last day of the correction',
    date,
    async () => (await this.application()).corrections.at(-1)?.due.dueDate,
  );
});
