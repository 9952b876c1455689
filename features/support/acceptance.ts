/** Background: an application that everybody the region asks for has accepted. */
import * as accounts from './accounts.ts';
import { awaited, becomes } from './poll.ts';
import { type Scenario, told } from './world.ts';

/** Whoever finds the filing among the tasks accepts it: the window, or every department its item. */
export async function acceptEverything(scenario: Scenario): Promise<void> {
  succeeded(scenario);
  const { items } = await scenario.application();
  const tasks = await awaited('tasks of acceptance', async () => {
    const open = (await scenario.tasks(accounts.overseer, 'open')).filter(({ word }) => word === '受理');
    const atWindow = open.some(({ kind }) => kind === 'window-acceptance');
    return atWindow || open.length === items.length ? open : undefined;
  });
  for (const { kind, itemCode, department } of tasks) {
    const as = kind === 'window-acceptance' ? accounts.windowClerk : department.code;
    await scenario.actOnTask({ kind, ...(itemCode !== null && { itemCode }) }, 'accept', {}, as);
    succeeded(scenario);
  }
  await becomes('state of the application', '已受理', async () => (await scenario.application()).state);
}

function succeeded({ lastReply }: Scenario): void {
  if (lastReply.status >= 300) throw new Error(`the background was refused: ${told(lastReply)}`);
}
