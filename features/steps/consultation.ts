import { Then, When } from '@cucumber/cucumber';
import { handlerOf, overseer } from '../support/accounts.ts';
import { becomes, holds } from '../support/poll.ts';
import { type ConsultationView, consultationList } from '../support/views.ts';
import type { Scenario } from '../support/world.ts';

const opinions: Readonly<Record<string, object>> = {
  同意: { opinion: 'agree' },
  不同意: { opinion: 'disagree', text: '影响周边水体' },
  有条件同意: { opinion: 'conditional', conditions: ['施工期设置沉淀池'] },
  无意见: { opinion: 'none' },
};

When(
  '部门{string}就事项{string}向部门{string}征求意见',
  async function (this: Scenario, from: string, itemCode: string, department: string) {
    const body = { department, question: '是否影响周边水体' };
    await this.actOnTask({ kind: 'review', itemCode }, 'consult', body, handlerOf(from));
  },
);

When(
  '部门{string}对事项{string}的征求意见答复{string}',
  async function (this: Scenario, department: string, itemCode: string, opinion: string) {
    const body = opinions[opinion];
    if (!body) throw new Error(`no opinion ${opinion}`);
    await this.actOnTask({ kind: 'consultation', itemCode }, 'reply', body, handlerOf(department));
  },
);

When(
  '部门{string}终结就事项{string}向部门{string}的征求意见,理由为{string}',
  async function (this: Scenario, from: string, itemCode: string, department: string, reason: string) {
    await this.actOnTask({ kind: 'review', itemCode }, 'closeConsultation', { department, reason }, handlerOf(from));
  },
);

/** The last one that the department was asked about the item. */
async function consultation(
  scenario: Scenario,
  department: string,
  itemCode: string,
): Promise<ConsultationView | undefined> {
  const path = `/v1/items/${encodeURIComponent(`${scenario.applicationNo}-${itemCode}`)}/consultations`;
  const { consultations } = await scenario.read('approval', path, consultationList, overseer);
  return consultations.findLast((one) => one.department.name === department);
}

/** To coordination, which somebody finds among the tasks. */
Then(
  '对部门{string}就事项{string}的征求意见已超期',
  async function (this: Scenario, department: string, itemCode: string) {
    await this.settle();
    await becomes('opinion overdue', true, async () => (await consultation(this, department, itemCode))?.overdue);
    await becomes('coordination of the consultation', true, async () => {
      const tasks = await this.tasks(overseer, 'all', 'coordination');
      return tasks.some((task) => task.itemCode === itemCode);
    });
  },
);

Then(
  '对部门{string}就事项{string}的征求意见未超期',
  async function (this: Scenario, department: string, itemCode: string) {
    await this.settle();
    await holds('opinion overdue', false, async () => (await consultation(this, department, itemCode))?.overdue);
  },
);

Then(
  '部门{string}对事项{string}的意见为{string}',
  async function (this: Scenario, department: string, itemCode: string, opinion: string) {
    await this.settle();
    await becomes('opinion', opinion, async () => (await consultation(this, department, itemCode))?.opinion);
  },
);
