/** What an act on an application leads to, judged as of the instant it was received. */
import type { Body } from '../plan/types.ts';
import type { ApplicationModel, ItemState } from './application-model.ts';
import type { Command, Verdict } from './types.ts';

const refused = (code: string): Verdict => ({ status: 'refused', code });
const text = (body: Body, field: string): string => {
  const value = body[field];
  return typeof value === 'string' ? value : '';
};

/** Why nothing can be answered on the item any more. */
function settled(item: ItemState): Verdict | undefined {
  if (item.is === 'accepted') return refused(item.deemed ? 'item-deemed-accepted' : 'item-accepted');
  if (item.is === 'refused') return refused('item-acceptance-refused');
  return undefined;
}

export function judge(model: ApplicationModel, command: Command): Verdict {
  const code = command.itemCode ?? '';
  const item = model.items.get(code);
  if (!item) return refused('item-not-in-application');
  const verdict = command.kind === 'reroute' ? reroute(model, command, code, item) : answer(model, command, code, item);
  if (verdict.status === 'done') model.conclude(command.at, verdict.facts.includes('itemAccepted'));
  return verdict;
}

/** 牵头部门 pushes a returned item on. */
function reroute(model: ApplicationModel, { at, body }: Command, code: string, item: ItemState): Verdict {
  if (item.is !== 'returned') return settled(item) ?? refused('item-not-returned');
  if (text(body, 'reason').trim() === '') return refused('reason-missing');
  model.push(at, code, text(body, 'department'), item.round + 1);
  return { status: 'done', facts: ['itemPushed'] };
}

/** The holder's answer. */
function answer(model: ApplicationModel, command: Command, itemCode: string, item: ItemState): Verdict {
  if (item.is === 'returned') return refused('item-returned');
  if (item.is !== 'waiting') return settled(item) ?? refused('?');
  const { at, actor, kind, body } = command;
  const { department, round } = item;
  if (command.department !== department) return refused('not-the-holder');
  if (kind === 'accept') {
    model.accept(at, actor, itemCode, department, false);
    return { status: 'done', facts: ['itemAccepted'] };
  }
  const reason = text(body, 'reason');
  if (reason.trim() === '') return refused('reason-missing');
  if (kind === 'refuse') {
    model.items.set(itemCode, { is: 'refused', department });
    const data = { itemCode, department, reason, clause: text(body, 'clause') };
    model.facts.push({ type: 'itemAcceptanceRefused', at, actor, data });
    model.document(at, actor, 'acceptanceRefusal', itemCode);
    return { status: 'done', facts: ['itemAcceptanceRefused'] };
  }
  const to = text(body, 'suggestedDepartment');
  if (to === department) return refused('returned-to-itself');
  const data = { itemCode, department, round, reason, suggestedDepartment: to === '' ? undefined : to };
  model.items.set(itemCode, { is: 'returned', department, round });
  model.facts.push({ type: 'itemReturned', at, actor, data });
  if (to === '') return { status: 'done', facts: ['itemReturned'] };
  model.push(at, itemCode, to, round + 1);
  return { status: 'done', facts: ['itemReturned', 'itemPushed'] };
}
