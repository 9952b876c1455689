import { Then, When } from '@cucumber/cucumber';
import { coordinator, handlerOf, overseer, windowClerk } from '../support/accounts.ts';
import { becomes, holds } from '../support/poll.ts';
import { ask, questionOf, withdrawQuestion } from '../support/question.ts';
import type { QuestionView } from '../support/views.ts';
import type { Scenario } from '../support/world.ts';

When(
  '申请人就事项{string}向部门{string}咨询{string}',
  async function (this: Scenario, item: string, department: string, text: string) {
    await ask(this, { item, department, text });
  },
);

When('申请人向部门{string}咨询{string}', async function (this: Scenario, department: string, text: string) {
  await ask(this, { department, text });
});

When(
  '申请人以{string}联络单向部门{string}咨询{string}',
  async function (this: Scenario, contactSheet: string, department: string, text: string) {
    await ask(this, { contactSheet, department, text });
  },
);

When('窗口将现场咨询{string}转部门{string}', async function (this: Scenario, text: string, department: string) {
  await ask(this, { department, text }, windowClerk);
});

When('部门{string}答复该咨询{string}', async function (this: Scenario, department: string, text: string) {
  await this.actOnTask({ kind: 'question', no: this.questionNo }, 'answer', { text }, handlerOf(department));
});

When('部门{string}将该咨询转给部门{string}', async function (this: Scenario, from: string, department: string) {
  await this.actOnTask({ kind: 'question', no: this.questionNo }, 'forward', { department }, handlerOf(from));
});

When('申请人撤回该咨询', async function (this: Scenario) {
  await withdrawQuestion(this);
});

When('协调员登记对该咨询的督促{string}', async function (this: Scenario, text: string) {
  await this.actOnTask({ kind: 'coordination', no: this.questionNo }, 'resolve', { text }, coordinator);
});

async function has<T>(scenario: Scenario, what: string, expected: T, read: (one: QuestionView) => T): Promise<void> {
  await scenario.settle();
  await becomes(what, expected, async () => read(await questionOf(scenario)));
}

Then('该咨询的状态为{string}', async function (this: Scenario, state: string) {
  await has(this, 'state of the question', state, (one) => one.state);
});

Then('该咨询的答复期限为{string}', async function (this: Scenario, date: string) {
  await has(this, 'day to answer', date, (one) => one.due?.dueDate);
});

Then('该咨询由部门{string}答复', async function (this: Scenario, department: string) {
  await has(this, 'who answers', department, (one) => one.department.name);
});

Then('该咨询的答复为{string}', async function (this: Scenario, text: string) {
  await has(this, 'the answer', text, (one) => one.answer);
});

Then('该咨询的首问责任人为{string}', async function (this: Scenario, name: string) {
  await has(this, 'first contact', name, (one) => one.firstContact);
});

const coordinations = async (scenario: Scenario, state: 'open' | 'all'): Promise<number> =>
  (await scenario.tasks(overseer, state, 'coordination', scenario.questionNo)).length;

Then('该咨询已转协调督促', async function (this: Scenario) {
  await this.settle();
  await becomes('coordination of the question', 1, () => coordinations(this, 'all'));
});

Then('该咨询没有待协调的事项', async function (this: Scenario) {
  await this.settle();
  await holds('open coordination of the question', 0, () => coordinations(this, 'open'));
});
