import { When } from '@cucumber/cucumber';
import { formatOffset, parseLocal } from '@yichuang/kernel';
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
  '部门{string}不予受理事项{string},理由为{string},应向{string}申请',
  async function (this: Scenario, department: string, itemCode: string, reason: string, competentAuthority: string) {
    const body = { reason, clause, competentAuthority };
    await this.actOnTask({ kind: 'acceptance', itemCode }, 'refuse', body, handlerOf(department));
  },
);

When(
  '部门{string}告知事项{string}不需要许可,理由为{string}',
  async function (this: Scenario, department: string, itemCode: string, reason: string) {
    await this.actOnTask({ kind: 'acceptance', itemCode }, 'notRequired', { reason }, handlerOf(department));
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

When(
  '部门{string}对事项{string}启动特别程序{string},书面告知所需{int}个工作日',
  async function (this: Scenario, department: string, itemCode: string, procedure: string, workingDays: number) {
    const body = { procedure, workingDays };
    await this.actOnTask({ kind: 'review', itemCode }, 'startSpecialProcedure', body, handlerOf(department));
  },
);

When(
  '部门{string}对事项{string}启动特别程序{string}',
  async function (this: Scenario, department: string, itemCode: string, procedure: string) {
    await this.actOnTask({ kind: 'review', itemCode }, 'startSpecialProcedure', { procedure }, handlerOf(department));
  },
);

When('部门{string}结束事项{string}的特别程序', async function (this: Scenario, department: string, itemCode: string) {
  await this.actOnTask({ kind: 'review', itemCode }, 'endSpecialProcedure', {}, handlerOf(department));
});

When(
  '部门{string}将事项{string}延长{int}个工作日,批准人为{string},理由为{string}',
  async function (
    this: Scenario,
    department: string,
    itemCode: string,
    days: number,
    approver: string,
    reason: string,
  ) {
    const body = { days, approver, reason };
    await this.actOnTask({ kind: 'review', itemCode }, 'extend', body, handlerOf(department));
  },
);

When(
  '部门{string}登记事项{string}的现场核查,核查人员为{string}',
  async function (this: Scenario, department: string, itemCode: string, staff: string) {
    const body = { staff: staff.split('、'), findings: '现场与申报材料一致' };
    await this.actOnTask({ kind: 'review', itemCode }, 'recordSiteCheck', body, handlerOf(department));
  },
);

When(
  '部门{string}登记取阅事项{string}的纸质材料',
  async function (this: Scenario, department: string, itemCode: string) {
    await this.actOnTask({ kind: 'review', itemCode }, 'requestPaper', {}, handlerOf(department));
  },
);

When('牵头部门组织事项{string}的联合勘查,时间为{string}', async function (this: Scenario, items: string, time: string) {
  const body = { items: items.split('、'), visitAt: formatOffset(parseLocal(time)) };
  await this.act('approval', `/v1/stages/${encodeURIComponent(this.applicationNo)}/callSiteVisit`, body, coordinator);
});

When(
  '部门{string}登记事项{string}的联合勘查,核查人员为{string}',
  async function (this: Scenario, department: string, itemCode: string, staff: string) {
    const body = { staff: staff.split('、'), findings: '现场与申报材料一致' };
    await this.actOnTask({ kind: 'site-visit', itemCode }, 'record', body, handlerOf(department));
  },
);

When('牵头部门督促事项{string}', async function (this: Scenario, itemCode: string) {
  await this.actOnTask({ kind: 'review', itemCode }, 'urge', {}, coordinator);
});
