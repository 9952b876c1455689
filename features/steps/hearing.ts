import { When } from '@cucumber/cucumber';
import { formatOffset, parseLocal } from '@yichuang/kernel';
import { handlerOf } from '../support/accounts.ts';
import type { Scenario } from '../support/world.ts';

async function act(scenario: Scenario, department: string, itemCode: string, action: string, body: object) {
  await scenario.actOnTask({ kind: 'review', itemCode }, action, body, handlerOf(department));
}

When(
  '部门{string}就事项{string}告知听证的权利,利害关系人为{string}',
  async function (this: Scenario, department: string, itemCode: string, parties: string) {
    await act(this, department, itemCode, 'tellHearingRight', { parties: parties.split('、') });
  },
);

When(
  '部门{string}登记{string}对事项{string}要求听证',
  async function (this: Scenario, department: string, party: string, itemCode: string) {
    await act(this, department, itemCode, 'requestHearing', { party });
  },
);

When(
  '部门{string}通知事项{string}的听证于{string}举行,主持人为{string}',
  async function (this: Scenario, department: string, itemCode: string, time: string, presider: string) {
    const body = { heldAt: formatOffset(parseLocal(time)), place: '政务服务中心三楼', presider };
    await act(this, department, itemCode, 'announceHearing', body);
  },
);

When(
  '部门{string}登记事项{string}的听证笔录,签字人为{string}',
  async function (this: Scenario, department: string, itemCode: string, signedBy: string) {
    const body = { minutes: '各方意见记录在案', signedBy: signedBy.split('、') };
    await act(this, department, itemCode, 'recordHearing', body);
  },
);
