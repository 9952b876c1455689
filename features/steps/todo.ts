import { Then } from '@cucumber/cucumber';
import { handlerOf } from '../support/accounts.ts';
import { becomes, holds } from '../support/poll.ts';
import type { Scenario } from '../support/world.ts';

async function hasTask(
  scenario: Scenario,
  expected: boolean,
  { department, itemCode, word }: { department: string; itemCode: string; word: string },
): Promise<void> {
  await scenario.settle();
  const check = expected ? becomes : holds;
  await check(`${department} has task ${word} of ${itemCode}`, expected, async () => {
    const tasks = await scenario.tasks(handlerOf(department), 'open');
    return tasks.some((task) => task.itemCode === itemCode && task.word === word);
  });
}

Then(
  '部门{string}的待办中有事项{string}的{string}',
  async function (this: Scenario, department: string, itemCode: string, word: string) {
    await hasTask(this, true, { department, itemCode, word });
  },
);

Then(
  '部门{string}的待办中没有事项{string}的{string}',
  async function (this: Scenario, department: string, itemCode: string, word: string) {
    await hasTask(this, false, { department, itemCode, word });
  },
);
