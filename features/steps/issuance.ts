import { Then, When } from '@cucumber/cucumber';
import { handlerOf } from '../support/accounts.ts';
import { becomes } from '../support/poll.ts';
import { dataField, pickUp, resultBecomes, resultData, resultOf } from '../support/results.ts';
import type { Scenario } from '../support/world.ts';

const kind = 'handover';
/** As every filing of the scenarios says, and what a result says that does not match. */
const fields: Record<string, { name: string; other: string }> = {
  建设单位: { name: 'applicantName', other: '另一建设有限公司' },
  项目名称: { name: 'projectName', other: '另一项目' },
  项目代码: { name: 'projectCode', other: '2509-430100-04-01-999999' },
};

When('部门{string}移交事项{string}的结果', async function (this: Scenario, department: string, itemCode: string) {
  await this.actOnTask({ kind, itemCode }, 'handOver', {}, handlerOf(department));
});

When(
  '部门{string}移交事项{string}的结果,{string}与受理信息不一致',
  async function (this: Scenario, department: string, itemCode: string, field: string) {
    const wrong = fields[field];
    if (!wrong) throw new Error(`a result has no ${field}`);
    const subject = { [wrong.name]: wrong.other };
    await this.actOnTask({ kind, itemCode }, 'handOver', { subject }, handlerOf(department));
  },
);

When('部门{string}更正事项{string}的结果', async function (this: Scenario, department: string, itemCode: string) {
  const { project, applicant } = await this.application();
  const subject = { applicantName: applicant.name, projectName: project.name, projectCode: project.code };
  await this.actOnTask({ kind, itemCode }, 'correct', { subject }, handlerOf(department));
});

When(
  '部门{string}补填事项{string}的结果数据{string}',
  async function (this: Scenario, department: string, itemCode: string, field: string) {
    const name = dataField(field);
    const result = { [name]: resultData(this.today, itemCode)[name] };
    await this.actOnTask({ kind, itemCode }, 'correct', { result }, handlerOf(department));
  },
);

When('申请人签收事项{string}的结果', async function (this: Scenario, itemCode: string) {
  await pickUp(this, itemCode, { signer: { kind: 'applicant', name: '张某' } });
});

When('代理人签收事项{string}的结果', async function (this: Scenario, itemCode: string) {
  await pickUp(this, itemCode, { signer: { kind: 'proxy', name: '李某' } });
});

When('代理人凭授权委托书签收事项{string}的结果', async function (this: Scenario, itemCode: string) {
  await pickUp(this, itemCode, { signer: { kind: 'proxy', name: '李某' }, authorisation: `${this.today}授权委托书` });
});

Then('事项{string}的结果状态为{string}', async function (this: Scenario, itemCode: string, state: string) {
  await resultBecomes(this, itemCode, state, (result) => result.state);
});

Then('事项{string}的结果由{string}出件', async function (this: Scenario, itemCode: string, outlet: string) {
  await resultBecomes(this, itemCode, outlet, (result) => result.handedOutBy);
});

Then('事项{string}的送达期限为{string}', async function (this: Scenario, itemCode: string, date: string) {
  await resultBecomes(this, itemCode, date, (result) => result.delivery.dueDate);
});

Then('事项{string}的移交期限为{string}', async function (this: Scenario, itemCode: string, date: string) {
  await resultBecomes(this, itemCode, date, (result) => result.handover.dueDate);
});

Then('部门{string}收到事项{string}的送达反馈', async function (this: Scenario, department: string, itemCode: string) {
  await this.settle();
  await becomes(`${department} hears of the delivery of ${itemCode}`, true, async () => {
    const found = await resultOf(this, itemCode, handlerOf(department));
    return found !== undefined && found.fedBackAt !== null;
  });
});

Then(
  '部门{string}没有收到事项{string}的送达反馈',
  async function (this: Scenario, department: string, itemCode: string) {
    await this.settle();
    const found = await resultOf(this, itemCode, handlerOf(department));
    if (found && found.fedBackAt !== null) throw new Error(`fed back at ${found.fedBackAt}`);
  },
);
