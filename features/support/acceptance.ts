/** Background: an application that everybody the region asks for has accepted. */
import * as accounts from './accounts.ts';
import { awaited, becomes } from './poll.ts';
import { type Scenario, told } from './world.ts';

/** Whoever finds the filing among the tasks accepts it: every department its item, then the window where its word is still missing. */
export async function acceptEverything(scenario: Scenario): Promise<void> {
  succeeded(scenario);
  const tasks = await awaited('tasks of acceptance', async () => {
    const open = (await scenario.tasks(accounts.overseer, 'open')).filter(({ word }) => word === '受理');
    return open.length > 0 ? open : undefined;
  });
  for (const { kind, itemCode, department } of tasks) {
    if (itemCode === null) continue;
    await scenario.actOnTask({ kind, itemCode }, 'accept', {}, department.code);
    succeeded(scenario);
  }
  await scenario.settle();
  if ((await scenario.application()).state !== '已受理') {
    await scenario.actOnTask({ kind: 'window-acceptance' }, 'accept', {}, accounts.windowClerk);
    succeeded(scenario);
  }
  await becomes('state of the application', '已受理', async () => (await scenario.application()).state);
}

function succeeded({ lastReply }: Scenario): void {
  if (lastReply.status >= 300) throw new Error(`the background was refused: ${told(lastReply)}`);
}
