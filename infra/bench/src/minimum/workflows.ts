/**
 * The least by hand, for the cost measure: the same case with the same facts, search attributes and timers as our system, without its
 * library. It knows no refusal, no order of instants, no second delivery, no calendar version, no sandbox, no reset: only this case.
 */

import {
  allHandlersFinished,
  condition,
  defineSignal,
  defineUpdate,
  executeChild,
  setHandler,
} from '@temporalio/workflow';
import { msUntil, recorder } from './lib.ts';
import type { Accepted, ApplicationInput, CaseInput, Command, ItemInput } from './messages.ts';

export const commandUpdate = defineUpdate<undefined, [Command]>('command');
export const acceptedSignal = defineSignal<[Accepted]>('accepted');

export async function applicationWorkflow(input: ApplicationInput): Promise<void> {
  const { items, silentAt } = input;
  // The filing has recorded the first fact.
  const { record, show } = recorder(input, 1);
  const open = new Map(items.map(({ code, department }) => [code, department]));
  const view = (): void => {
    const waiting = [...open.values()];
    show(waiting.length > 0 ? { state: '审查中', waiting, dueAt: silentAt } : { state: '已受理', waiting });
  };
  const close = async (cause: string, codes: string[]): Promise<void> => {
    for (const code of codes) open.delete(code);
    const accepted = codes.flatMap(() => ['itemAccepted', 'documentIssued']);
    if (open.size > 0) await record(cause, accepted, silentAt);
    else await record(cause, [...accepted, 'applicationAccepted', 'acceptanceConcluded']);
    view();
  };
  setHandler(commandUpdate, ({ id, itemCode }) => close(id, [itemCode]).then(() => undefined));
  await record(
    'start',
    items.map(() => 'itemPushed'),
    silentAt,
  );
  view();
  const summary = `${items.map(({ department }) => department).join('、')} 受理 · 逾期视为受理`;
  if (!(await condition(() => open.size === 0, msUntil(silentAt, input), { summary })))
    await close(silentAt, [...open.keys()]);
  await condition(allHandlersFinished);
}

export async function stageApprovalWorkflow(input: CaseInput): Promise<void> {
  const { record, show } = recorder(input, 0);
  const open = new Map<string, string>();
  const inbox: Accepted[] = [];
  let complete = false;
  let known = false;
  const view = (): void => {
    const waiting = [...open.values()];
    show({ state: complete ? '已完成' : '办理中', waiting: known ? waiting : [...waiting, '受理环节'] });
  };
  const review = async ({ item }: Accepted): Promise<void> => {
    await executeChild(itemReviewWorkflow, {
      workflowId: `stage:${input.no}:item:${item.code}`,
      args: [{ ...input, item }],
      staticSummary: `${item.department} 审查 ${item.code}`,
    });
    open.delete(item.code);
    complete = known && open.size === 0;
    await record(`closed:${item.code}`, complete ? ['itemConcluded', 'stageCompleted'] : ['itemConcluded']);
    view();
  };
  setHandler(acceptedSignal, (accepted) => {
    inbox.push(accepted);
  });
  const reviews: Promise<void>[] = [];
  let first = true;
  while (!known) {
    await condition(() => inbox.length > 0);
    const taken = inbox.splice(0);
    for (const { item } of taken) open.set(item.code, item.department);
    known = taken.some(({ last }) => last);
    await record(taken.map(({ id }) => id).join(), [
      ...(first ? ['stageOpened'] : []),
      ...taken.map(() => 'itemOpened'),
      ...(known ? ['stageItemsKnown'] : []),
    ]);
    first = false;
    reviews.push(...taken.map(review));
    view();
  }
  await Promise.all(reviews);
}

export async function itemReviewWorkflow(input: ItemInput): Promise<void> {
  const { item } = input;
  const { record, show } = recorder(input, 0, { YcItemCode: item.code, YcDepartment: item.department });
  let decided = false;
  setHandler(commandUpdate, async ({ id }) => {
    decided = true;
    await record(id, ['itemGranted']);
    show({ state: '准予', waiting: [] });
    return undefined;
  });
  await record('start', ['reviewStarted'], item.dueAt);
  const open = { state: '办理中', waiting: [item.department] };
  show({ ...open, dueAt: item.dueAt });
  const summary = `${item.department} 审查 ${item.code}`;
  if (!(await condition(() => decided, msUntil(item.dueAt, input), { summary }))) {
    await record(item.dueAt, ['itemOverdue']);
    show(open);
    await condition(() => decided);
  }
  await condition(allHandlersFinished);
}
