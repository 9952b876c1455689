/** From the answers to its items to the application's own, and to its end. */
import type { ApplicationFact } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import { dateOf, type Instant } from '@yichuang/kernel';
import { answered, codesIn, reroutableUntil, withStage } from './items.ts';
import { type ApplicationState, applyToApplication, receiptDay } from './model.ts';
import { type ApplicationDecision, accept } from './moves.ts';

const fold = (state: ApplicationState, facts: ApplicationFact[]): ApplicationState =>
  facts.reduce(applyToApplication, state);

/** Once every item is answered the application is; it concludes when no item can still be pushed (policy 1.8-9). */
export function conclude(state: ApplicationState, at: Instant, decision: ApplicationDecision): ApplicationDecision {
  const answers = fold(state, decision.facts);
  const answeredWhole = answers.answer !== undefined && answers.answer !== 'accepted';
  if (decision.facts.length === 0 && decision.outcome) return decision;
  if (!answered(answers) && !answeredWhole) return decision;
  const decided = answeredWhole
    ? decision.facts
    : [...decision.facts, ...formalAcceptance(answers, at, decision.facts)];
  const after = fold(state, decided);
  const facts = answeredWhole ? decided : [...decided, ...applicationAnswer(after, at, decided)];
  if (!answeredWhole && reroutableUntil(after).some((until) => at < until)) return { ...decision, facts };
  const waiting = codesIn(after, 'waiting');
  facts.push({
    type: 'acceptanceConcluded',
    at,
    actor: systemActor,
    basis: state.slice.acceptance.basis,
    data: {
      accepted: codesIn(after, 'accepted'),
      notAccepted: after.slice.items.map(({ code }) => code).filter((code) => !withStage(after).includes(code)),
      ...(waiting.length > 0 && { waiting }),
    },
  });
  return { ...decision, facts };
}

/** 004 二(五): with the last department's answer, whatever it is, everything that was confirmed is accepted. */
function formalAcceptance(state: ApplicationState, at: Instant, facts: ApplicationFact[]): ApplicationFact[] {
  const formal = { at, actor: facts.at(-1)?.actor ?? systemActor, basis: state.slice.acceptance.basis };
  const data = { deemed: false, acceptedOn: dateOf(at) };
  return Object.entries(state.items).flatMap(([itemCode, item]) =>
    item.phase === 'confirmed' ? [accept(state, formal, { itemCode, department: item.department, ...data })] : [],
  );
}

/** The application is accepted with its last item's answer, on the day of its last accepted item. */
function applicationAnswer(after: ApplicationState, at: Instant, facts: ApplicationFact[]): ApplicationFact[] {
  const accepted = Object.entries(after.items).flatMap(([code, item]) =>
    item.phase === 'accepted' ? [{ code, item }] : [],
  );
  const last = accepted.at(-1);
  // An item that was pushed again and accepted makes the answer anew.
  if (!last || (after.answer !== undefined && !facts.some((fact) => fact.type === 'itemAccepted'))) return [];
  return [
    {
      type: 'applicationAccepted',
      at,
      actor: facts.findLast((fact) => fact.type === 'itemAccepted')?.actor ?? systemActor,
      basis: last.item.basis,
      data: {
        deemed: accepted.every(({ item }) => item.deemed),
        partial: withStage(after).length < after.slice.items.length,
        acceptedOn:
          accepted
            .map(({ item }) => item.acceptedOn)
            .sort()
            .at(-1) ?? receiptDay(after),
        accepted: accepted.map(({ code }) => code),
      },
    },
  ];
}
