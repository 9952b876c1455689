/**
 * The limit of joint handling (行政许可法 42¶2): 45 working days over all items, from the first acceptance, once longer by 15 with the
 * people's government's approval. It stands still while a special procedure of an item runs (45). Nothing hangs on its end: the limits of
 * the items alarm.
 */
import type { ItemOpenedData, StageFact } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import { type Deadline, dateOf, type Instant, at as instantOf } from '@yichuang/kernel';
import { counted, recounted } from '../lib/deadlines.ts';
import { extended } from '../lib/extension.ts';
import { no, yes } from '../lib/machine.ts';
import { extensionDocument } from './documents.ts';
import { onlyTheLead } from './lead.ts';
import type { Command } from './messages.ts';
import type { StageDecision, StageState } from './model.ts';

/** It begins with the first item that is opened. */
export function withLimit(state: StageState, facts: StageFact[]): StageFact[] {
  const first = state.limit ? undefined : facts.find(isOpening);
  if (!first) return facts;
  return facts.map((fact) =>
    fact === first ? { ...first, data: { ...first.data, limit: limitFrom(state, first.data) } } : fact,
  );
}

const isOpening = (fact: StageFact): fact is Extract<StageFact, { type: 'itemOpened' }> => fact.type === 'itemOpened';

const limitFrom = (state: StageState, { acceptedOn }: ItemOpenedData): Deadline =>
  counted(state, {
    key: 'stage',
    start: instantOf(acceptedOn, '00:00'),
    rule: '首个事项受理之日的次日起算',
    period: state.slice.periods.stageLimit,
  });

/** With the first special procedure the limit stands still, with the end of the last it goes on. */
export function suspension(
  state: StageState,
  type: 'specialProcedureStarted' | 'specialProcedureEnded',
  itemCode: string,
  at: Instant,
): StageFact[] {
  const { limit, suspended } = state;
  const common = { at, actor: systemActor, basis: state.slice.rules.specialProcedures.basis };
  const running = suspended.includes(itemCode);
  if (type === 'specialProcedureStarted') {
    if (running) return [];
    const pause = { start: dateOf(at), reason: `事项${itemCode}的特别程序（行政许可法第四十五条）` };
    const paused = limit &&
      suspended.length === 0 && { limit: recounted(state, limit, { pauses: [...limit.pauses, pause] }) };
    return [{ ...common, type: 'itemSuspended', data: { itemCode, ...paused } }];
  }
  if (!running) return [];
  const open = suspended.length === 1 ? limit?.pauses.at(-1) : undefined;
  const resumed = limit &&
    open && {
      limit: recounted(state, limit, { pauses: [...limit.pauses.slice(0, -1), { ...open, end: dateOf(at) }] }),
    };
  return [{ ...common, type: 'itemResumed', data: { itemCode, ...resumed } }];
}

export function extendStage(state: StageState, { receivedAt: at, actor, body }: Command<'extend'>): StageDecision {
  const { limit, suspended, slice } = state;
  const problem = onlyTheLead(state, actor);
  if (problem) return no(problem);
  const { times, stageApprover: approver, basis } = slice.rules.extension;
  const rule = {
    what: `${slice.stage.name}阶段`,
    times,
    approver,
    longest: slice.periods.stageExtension.amount,
    basis,
  };
  const overdue = limit !== undefined && suspended.length === 0 && at >= limit.dueAt;
  const allowed = extended(limit, overdue, body, rule);
  if ('problem' in allowed) return no(allowed.problem);
  const { due: from, extensions } = allowed;
  const data = {
    leadDepartment: slice.stage.leadDepartment,
    ...body,
    from,
    to: recounted(state, from, { extensions }),
  };
  const fact: StageFact = { type: 'stageExtended', at, actor, basis, data };
  return yes([fact], extensionDocument(state, fact, data));
}
