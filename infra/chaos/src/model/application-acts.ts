/** What an act on an application leads to, judged as of the instant it was received. */
import type { ApplicationModel, ItemState } from './application-model.ts';
import { type Command, done, refused, text, type Verdict } from './types.ts';

/** Why nothing can be answered on the item any more. */
function settled(item: ItemState): Verdict | undefined {
  if (item.is === 'accepted') return refused(item.deemed ? 'item-deemed-accepted' : 'item-accepted');
  if (item.is === 'waiting') return refused('item-waiting');
  if (item.is === 'refused') return refused('item-acceptance-refused');
  if (item.is === 'notRequired') return refused('item-not-required');
  return undefined;
}

export function judge(model: ApplicationModel, command: Command): Verdict {
  if (model.withdrawn) return refused('application-withdrawn');
  if (command.kind === 'withdraw') return withdraw(model, command);
  const code = command.itemCode ?? '';
  const item = model.items.get(code);
  if (!item) return refused('item-not-in-application');
  const verdict = command.kind === 'reroute' ? reroute(model, command, code, item) : answer(model, command, code, item);
  if (verdict.status === 'done') model.conclude(command.at, verdict.facts.includes('itemAccepted'));
  return verdict;
}

/** Free until an item is handed on: then the stage withdraws, and this one came too late. */
function withdraw(model: ApplicationModel, { at, actor }: Command): Verdict {
  const accepted = model.handed().filter(({ item }) => item.is === 'accepted');
  if (model.concludedAt !== undefined) {
    if (!model.answered) return refused('acceptance-concluded');
    const deemed = accepted.every(({ item }) => item.deemed);
    return refused(deemed ? 'application-deemed-accepted' : 'application-accepted');
  }
  if (model.handed().length > 0) return refused('partly-accepted');
  model.withdraw(at, actor);
  return done('applicationWithdrawn');
}

/** 牵头部门 pushes a returned item on. */
function reroute(model: ApplicationModel, { at, body }: Command, code: string, item: ItemState): Verdict {
  if (item.is !== 'returned') return settled(item) ?? refused('item-not-returned');
  if (text(body, 'reason') === '') return refused('reason-missing');
  model.push(at, code, text(body, 'department'), item.round + 1);
  return done('itemPushed');
}

/** The holder's answer. */
function answer(model: ApplicationModel, command: Command, itemCode: string, item: ItemState): Verdict {
  if (item.is === 'returned') return refused('item-returned');
  if (item.is !== 'pushed') return settled(item) ?? refused('?');
  const { at, actor, kind, body } = command;
  const { department, round } = item;
  if (command.department !== department) return refused('not-the-holder');
  if (kind === 'accept') return done(model.accept(at, actor, itemCode, department, false));
  const reason = text(body, 'reason');
  if (reason === '') return refused('reason-missing');
  if (kind === 'notRequired') {
    model.items.set(itemCode, { is: 'notRequired', department });
    model.facts.push({ type: 'itemNotRequired', at, actor, data: { itemCode, department, reason } });
    model.document(at, actor, 'notRequired', itemCode);
    return done('itemNotRequired');
  }
  if (kind === 'refuse') {
    model.items.set(itemCode, { is: 'refused', department });
    const data = { itemCode, department, reason, clause: text(body, 'clause') };
    model.facts.push({ type: 'itemAcceptanceRefused', at, actor, data });
    model.document(at, actor, 'acceptanceRefusal', itemCode);
    return done('itemAcceptanceRefused');
  }
  const to = text(body, 'suggestedDepartment');
  if (to === department) return refused('returned-to-itself');
  const data = { itemCode, department, round, reason, suggestedDepartment: to === '' ? undefined : to };
  model.items.set(itemCode, { is: 'returned', department, round });
  model.facts.push({ type: 'itemReturned', at, actor, data });
  if (to === '') return done('itemReturned');
  model.push(at, itemCode, to, round + 1);
  return done('itemReturned', 'itemPushed');
}
