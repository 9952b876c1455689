/** Commands on a result, judged in a state in which everything before them has been worked off. */
import type { Difference, IssuanceFact, ResultSubject, Signer } from '@yichuang/contracts';
import type { Actor } from '@yichuang/contracts/temporal';
import { assertNever, type Instant } from '@yichuang/kernel';
import { type Decision, ending, no, yes } from '../lib/machine.ts';
import * as answers from './answers.ts';
import { deliveryReceipt, pickupNotice } from './documents.ts';
import type { IssuanceCommand, IssuanceEvent, StatedResult } from './messages.ts';
import { applyToIssuance, type IssuanceState } from './model.ts';

type Command<K extends IssuanceCommand['kind']> = Extract<IssuanceCommand, { kind: K }>;
type IssuanceDecision = Decision<IssuanceFact>;

export function command(state: IssuanceState, command: IssuanceCommand): IssuanceDecision {
  switch (command.kind) {
    case 'handOver':
      return handOver(state, command);
    case 'correct':
      return correct(state, command);
    case 'pickUp':
      return pickUp(state, command);
    default:
      return assertNever(command);
  }
}

/** 000-23, policy 1.8-8: only a result with all its data is handed over; 000 二(3)1, 003 四3: the window compares it at once. */
function handOver(state: IssuanceState, command: Command<'handOver'>): IssuanceDecision {
  const problem = answers.notForThisDepartment(state, command.actor) ?? answers.notToBeHandedOver(state);
  if (problem) return no(problem);
  const { result, subject } = stated(state, command.body);
  const wrong = answers.dataMissing(state, result) ?? answers.datesWrong(state, result);
  if (wrong) return no(wrong);
  const { receivedAt: at, actor } = command;
  const { item, department, slice, rounds } = state;
  const handedOver: IssuanceFact = {
    type: 'resultHandedOver',
    at,
    actor,
    basis: slice.periods.handover.basis,
    data: { itemCode: item.code, department, round: rounds + 1, result, subject },
  };
  return yes([handedOver, ...compare(applyToIssuance(state, handedOver), at)]);
}

/** Missing data are supplied, wrong ones put right. What lies at the window in dispute is compared again at once (000-28). */
function correct(state: IssuanceState, command: Command<'correct'>): IssuanceDecision {
  const problem = answers.notForThisDepartment(state, command.actor) ?? answers.notToBeCorrected(state, command.body);
  if (problem) return no(problem);
  const { result, subject } = stated(state, command.body);
  const wrong = answers.datesWrong(state, result);
  if (wrong) return no(wrong);
  const { receivedAt: at, actor } = command;
  const { item, department, slice } = state;
  const corrected: IssuanceFact = {
    type: 'resultCorrected',
    at,
    actor,
    basis: slice.rules.resultMismatch.basis,
    data: { itemCode: item.code, department, result, subject },
  };
  const after = applyToIssuance(state, corrected);
  return yes([corrected, ...(after.where.phase === 'discrepancy' ? compare(after, at) : [])]);
}

/** 000 二(3)2, 002 二(二)4(2): released against the signature of the applicant, or of a proxy with a letter of authority. */
function pickUp(state: IssuanceState, command: Command<'pickUp'>): IssuanceDecision {
  const problem = answers.notToBeReleased(state);
  if (problem) return no(problem);
  const to = signerOf(command);
  if (!to) return no(answers.authorityMissing);
  const { receivedAt: at, actor } = command;
  const { item, department, slice } = state;
  const delivered: IssuanceFact = {
    type: 'resultDelivered',
    at,
    actor,
    basis: [...slice.issuance.outlet.basis, '行政许可法 44'],
    data: { itemCode: item.code, department, how: 'pickup', to },
  };
  const after = applyToIssuance(state, delivered);
  const facts = [delivered, ...deliveryReceipt(after, to, at, actor), ...feedBack(after, at)];
  return ending(yes(facts), answers.delivered(after));
}

function signerOf({ body: { signer, authorisation } }: Command<'pickUp'>): Signer | undefined {
  if (signer.kind === 'applicant') return { kind: 'applicant', name: signer.name };
  if (authorisation === undefined || authorisation.trim() === '') return undefined;
  return { kind: 'proxy', name: signer.name, authorisation };
}

/** 002 二(二)4(4), 003 四3: the department is told of the delivery; where the region asks for it. */
function feedBack({ item, department, slice }: IssuanceState, at: Instant): IssuanceFact[] {
  const { value, basis } = slice.rules.deliveryFeedback;
  if (!value) return [];
  return [
    {
      type: 'deliveryFedBack',
      at,
      actor: window(slice.issuance.outlet.name),
      basis,
      data: { itemCode: item.code, department },
    },
  ];
}

/** The window compares what the result states with what was accepted: the same, or the region's rule for a mismatch. */
function compare(state: IssuanceState, at: Instant): IssuanceFact[] {
  const { slice, item, department, rounds: round } = state;
  const { value, basis } = slice.rules.resultMismatch;
  const outlet = slice.issuance.outlet.name;
  const actor = window(outlet);
  const data = { itemCode: item.code, department, round };
  const differences = differencesOf(state);
  if (differences.length > 0 && value === 'rejection') {
    // Not received: the department's period goes on.
    const { handover } = state;
    return [
      { type: 'resultRejected', at, actor, basis, data: { ...data, differences, ...(handover && { handover }) } },
    ];
  }
  if (differences.length > 0) return [{ type: 'discrepancyOpened', at, actor, basis, data: { ...data, differences } }];
  return [
    { type: 'resultMatched', at, actor, basis, data },
    ...(state.deficits.length > 0 ? hold(state, at) : release(state, at)),
  ];
}

/** 000-51: the item was decided, its result waits for what could follow (容缺). */
function hold({ slice, item, department, deficits }: IssuanceState, at: Instant): IssuanceFact[] {
  const actor = window(slice.issuance.outlet.name);
  const data = { itemCode: item.code, department, deficits };
  return [{ type: 'resultHeld', at, actor, basis: slice.rules.deficits.basis, data }];
}

/** The applicant may collect it, and is told. */
function release(state: IssuanceState, at: Instant): IssuanceFact[] {
  const { slice, item, department } = state;
  const { name: outlet, basis } = slice.issuance.outlet;
  const actor = window(outlet);
  const data = { itemCode: item.code, department, outlet };
  return [{ type: 'readyForPickup', at, actor, basis, data }, ...pickupNotice(state, at, actor)];
}

/** With the last of what could follow, a result that waits for it may be collected. */
export function settle(state: IssuanceState, { at, data: { remaining } }: IssuanceEvent): IssuanceFact[] {
  const { slice, item, department, where } = state;
  if (state.deficits.length === 0) return [];
  const actor = window(slice.issuance.outlet.name);
  const data = { itemCode: item.code, department, remaining };
  const settled: IssuanceFact = { type: 'deficitSettled', at, actor, basis: slice.rules.deficits.basis, data };
  return where.phase === 'held' && remaining.length === 0 ? [settled, ...release(state, at)] : [settled];
}

/** The window acting by the system: the comparison needs no hand. */
const window = (name: string): Actor => ({ id: 'system', name, role: 'system' });

const fields: (keyof ResultSubject)[] = ['applicantName', 'projectName', 'projectCode'];

const differencesOf = ({ accepted, subject }: IssuanceState): Difference[] =>
  fields
    .filter((field) => accepted[field] !== subject[field])
    .map((field) => ({ field, accepted: accepted[field], stated: subject[field] }));

const stated = (
  state: IssuanceState,
  { result, subject }: StatedResult,
): Pick<IssuanceState, 'result' | 'subject'> => ({
  result: { ...state.result, ...result },
  subject: { ...state.subject, ...subject },
});
