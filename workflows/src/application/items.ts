/** Where the items of a filing stand. */
import type { Instant } from '@yichuang/kernel';
import { type ApplicationState, type ItemPhase, receiptOf } from './model.ts';

export const codesIn = (state: ApplicationState, ...phases: ItemPhase['phase'][]): string[] =>
  Object.entries(state.items).flatMap(([code, item]) => (phases.includes(item.phase) ? [code] : []));

/** Items that the application has handed on. */
export const withStage = (state: ApplicationState): string[] => codesIn(state, 'accepted', 'waiting');

/** Items without an answer, or with one that is not formal yet. */
export const openItems = (state: ApplicationState): string[] =>
  codesIn(state, 'pushed', 'notPushed', 'confirmed', 'correcting');

/** The instant at which no returned item can be pushed again: the close of its fifth day (policy 1.8-9); none where none was returned. */
export const reroutableUntil = (state: ApplicationState): Instant[] =>
  codesIn(state, 'returned')
    .map((code) => receiptOf(state, code).statutory.dueAt)
    .sort()
    .slice(-1);

/** Every item has the answer that the application waits for; where departments decide together, that of the last of them. */
export const answered = (state: ApplicationState): boolean =>
  state.slice.acceptance.by === 'allDepartments'
    ? codesIn(state, 'pushed', 'notPushed').length === 0
    : openItems(state).length === 0;

/** What is still open when acceptance is over: the paper set, to come or to be passed on, and deficits of what was accepted. */
export const owed = (state: ApplicationState): boolean =>
  withStage(state).length > 0 && (state.paper === 'due' || state.paper === 'toForward' || state.deficits.length > 0);
