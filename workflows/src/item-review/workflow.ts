/** `itemReviewWorkflow` (stage:{no}:item:{code}): one item with its department, from acceptance to the decision. */

import { setWorkflowOptions } from '@temporalio/workflow';
import type { ConsultationQuestion } from '@yichuang/contracts';
import { childClosedEventId, consultationWorkflowId, itemWorkflowId } from '@yichuang/contracts/temporal';
import type { Instant } from '@yichuang/kernel';
import type { ConsultationInput, ConsultationOutput } from '../consultation/messages.ts';
import { runCase } from '../lib/case-loop.ts';
import { createChildren } from '../lib/children.ts';
import { departmentName } from '../lib/names.ts';
import { consultationBasis, replyPeriod } from './consultations.ts';
import { type ItemInput, type ItemOutput, itemCommands, itemEvents } from './messages.ts';
import { type ItemState, initialItem } from './model.ts';
import { itemMachine } from './state.ts';

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, itemReviewWorkflow);
export async function itemReviewWorkflow(input: ItemInput): Promise<ItemOutput> {
  const workflowId = itemWorkflowId(input.caseNo, input.item.code);
  // Told of its end by a message; the item does not wait for it.
  const children = createChildren<ConsultationInput, ConsultationOutput>('consultationWorkflow', 'ABANDON');
  const state = await runCase({
    workflowId,
    input,
    machine: itemMachine,
    initial: initialItem(input),
    recorded: [],
    commands: itemCommands,
    events: itemEvents,
    follow: (state, deliver, notice) => {
      // One that was ended at once has to begin all the same, to hear of it.
      for (const { askedAt, stopsClock: _, now, ...asked } of state.consultations)
        if (typeof now === 'string')
          children.ensure(
            consultationWorkflowId(input.caseNo, asked),
            consultationInput(input, state, asked, askedAt),
            `${departmentName(state, asked.department)} 就 ${asked.itemCode} 答复征求意见`,
            ({ eventId, reply, at }) => {
              const { n } = asked;
              if (reply) deliver({ id: eventId, type: 'consultationReplied', at, data: { ...reply, n } });
            },
            notice,
          );
    },
    mayClose: children.allStarted,
  });
  if (!state.decided) throw new Error(`${workflowId} ended without a decision`);
  const { result, at } = state.decided;
  return { eventId: childClosedEventId(workflowId), itemCode: input.item.code, result, at };
}

/** Of the slice only what it reads; it counts by the calendar of the instant at which it was asked. */
function consultationInput(
  { caseNo, realm, clockOffsetMs, projectCode }: ItemInput,
  state: ItemState,
  asked: ConsultationQuestion,
  at: Instant,
): ConsultationInput {
  const { region, stage, departments, officeHours, rules } = state.slice;
  return {
    caseNo,
    realm,
    clockOffsetMs,
    projectCode,
    at,
    calendar: state.calendar,
    slice: { region, stage, departments, officeHours },
    asked,
    reply: replyPeriod(state, asked.department),
    basis: consultationBasis(state),
    silenceBasis: rules.consultationSilence.basis,
  };
}
