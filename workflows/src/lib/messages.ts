/** Messages every case workflow understands. */

import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CommandEnvelope, EventEnvelope, Outcome, StoredFact } from '@yichuang/contracts/temporal';
import type { Instant } from '@yichuang/kernel';

/** A journalled command; the update ID is the command's. Answers with the recorded outcome. */
export const commandUpdate = defineUpdate<Outcome, [CommandEnvelope]>('command');

/** A fact of another workflow. */
export const eventSignal = defineSignal<[EventEnvelope]>('event');

/** Sandbox realms only: the realm's clock has reached `to`; answers when the case has worked off all that falls due. */
export const advanceUpdate = defineUpdate<undefined, [{ to: Instant }]>('advance');

/** Recorded facts after a sequence number, so that a restored database can be refilled. */
export const factsQuery = defineQuery<StoredFact[], [after?: number]>('facts');
