/** What an operator sees in the Temporal UI: current details in Markdown and search attributes, changed only when they differ. */

import {
  defineSearchAttributeKey,
  type SearchAttributePair,
  SearchAttributeType,
  type SearchAttributeUpdatePair,
} from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { CaseInput, CommandEnvelope, EventEnvelope, NewFact, Wake } from '@yichuang/contracts/temporal';
import { formatLocal } from '@yichuang/kernel';
import type { CaseState, Machine, OperatorView } from './machine.ts';

const keyword = (name: string) => defineSearchAttributeKey(name, SearchAttributeType.KEYWORD);
const keys = {
  state: keyword('YcState'),
  realm: keyword('YcRealm'),
  dueAt: defineSearchAttributeKey('YcDueAt', SearchAttributeType.DATETIME),
  waitingOn: defineSearchAttributeKey('YcWaitingOn', SearchAttributeType.KEYWORD_LIST),
  calendar: defineSearchAttributeKey('YcCalendarVersion', SearchAttributeType.INT),
};

/** Search attributes a case starts with. */
function startAttributes(realm: string, attributes: OperatorView['attributes']): SearchAttributePair[] {
  const pairs: SearchAttributePair[] = [{ key: keys.realm, value: realm }];
  for (const [name, value] of Object.entries(attributes)) pairs.push({ key: keyword(name), value });
  return pairs;
}

function details(view: OperatorView, next: Wake | undefined): string {
  const list = (lines: string[]): string => lines.map((line) => `- ${line}`).join('\n');
  const sections = [`**状态** ${view.state}`];
  if (view.waiting.length > 0) sections.push(`**等待**\n${list(view.waiting.map((one) => one.text))}`);
  if (view.due.length > 0) sections.push(`**期限与依据**\n${list(view.due)}`);
  if (next) sections.push(`**下一时点** ${formatLocal(next.at)}`);
  return sections.join('\n\n');
}

export function createOperatorView<
  S extends CaseState,
  C extends CommandEnvelope,
  E extends EventEnvelope,
  F extends NewFact,
>(input: CaseInput, machine: Machine<S, C, E, F>): (state: S, next: Wake | undefined) => void {
  let shown = '';
  return (state, next) => {
    const view = machine.view(state);
    setCurrentDetails(details(view, next));
    const pairs: SearchAttributeUpdatePair[] = [
      { key: keys.state, value: view.state },
      { key: keys.waitingOn, value: [...new Set(view.waiting.map((one) => one.who))] },
      { key: keys.dueAt, value: next ? new Date(next.at) : null },
      { key: keys.calendar, value: state.calendar.version },
    ];
    if (shown === '') pairs.push(...startAttributes(input.realm, view.attributes));
    const now = JSON.stringify(pairs.map((pair) => pair.value));
    if (now === shown) return;
    shown = now;
    upsertSearchAttributes(pairs);
  };
}
