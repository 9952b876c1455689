/** What an act on an item under review leads to, judged as of the instant it was received. */
import type { Asked } from '../plan/types.ts';
import { ConsultationModel } from './consultation.ts';
import type { ReviewModel } from './review-model.ts';
import { SpecialProcedure, stopsClock } from './special-procedure.ts';
import { type Command, done, refused, text, type Verdict } from './types.ts';

export function judgeReview(model: ReviewModel, command: Command): Verdict {
  const { decided, accepted } = model;
  if (command.asked) return ofConsultation(model, command, command.asked);
  if (decided) return refused(decided.result === 'withdrawn' ? 'application-withdrawn' : 'item-decided');
  if (command.department !== accepted.department) return refused('not-the-holder');
  switch (command.kind) {
    case 'grant':
    case 'deny':
      return decide(model, command);
    case 'startSpecialProcedure':
      return start(model, command);
    case 'endSpecialProcedure':
      return end(model, command);
    case 'consult':
      return consult(model, command);
    case 'closeConsultation':
      return close(model, command);
    default:
      throw new Error(`the model knows no ${command.kind}`);
  }
}

/** Policy 1.8-13: neither while a special procedure runs nor while an opinion is owed. */
function decide(model: ReviewModel, { kind, at, actor, body }: Command): Verdict {
  if (model.special) return refused('special-procedure-runs');
  if (model.open.length > 0) return refused('consultation-open');
  if (kind === 'grant') {
    model.decide('granted', at, actor);
    return done('itemGranted');
  }
  const reasons = Array.isArray(body['reasons']) ? body['reasons'].filter((one) => String(one).trim() !== '') : [];
  if (reasons.length === 0) return refused('reason-missing');
  // 许可法 38¶2: a denial in writing. The decision is the last fact.
  model.document(at, actor, 'denial');
  model.decide('denied', at, actor, { reasons });
  return done('itemDenied');
}

/** Policy 1.8-18: of a time that has run out a new one may be told, of the same procedure. */
function start(model: ReviewModel, { at, actor, body }: Command): Verdict {
  const procedure = text(body, 'procedure');
  const { special, frame } = model;
  const again = special?.overrun === true && special.procedure === procedure;
  if (special && !again) return refused('special-procedure-runs');
  if (!stopsClock.has(procedure)) return refused('not-a-special-procedure');
  const workingDays = body['workingDays'];
  if (typeof workingDays !== 'number') return refused('written-notice-missing');
  const type = special ? 'specialProcedureRenewed' : 'specialProcedureStarted';
  model.fact(type, at, actor, { procedure, workingDays });
  if (special) special.tell(at, workingDays);
  else {
    model.special = new SpecialProcedure(procedure, at, workingDays, frame.days);
    model.statutoryMoves(at, actor);
    model.stops.push({ type: 'itemSuspended', at });
  }
  model.document(at, actor, 'specialProcedure');
  return done(type);
}

function end(model: ReviewModel, { at, actor }: Command): Verdict {
  const { special } = model;
  if (!special) return refused('no-special-procedure');
  model.special = undefined;
  model.fact('specialProcedureEnded', at, actor, { procedure: special.procedure });
  model.statutoryMoves(at, actor);
  model.stops.push({ type: 'itemResumed', at });
  if (special.moves(at)) model.move();
  else model.lapse(at, at);
  return done('specialProcedureEnded');
}

function consult(model: ReviewModel, { at, actor, body }: Command): Verdict {
  const department = text(body, 'department');
  const { accepted, consultations, frame } = model;
  if (department === accepted.department) return refused('consulted-itself');
  if (model.open.some(({ asked }) => asked.department === department)) return refused('consultation-open');
  if (text(body, 'question') === '') return refused('reason-missing');
  const asked = { department, n: consultations.length + 1 };
  consultations.push(new ConsultationModel(accepted.item.code, asked, at, frame.days));
  model.fact('consultationRequested', at, actor, { ...asked, from: accepted.department, stopsClock: false });
  model.document(at, actor, 'consultationLetter');
  return done('consultationRequested');
}

function close(model: ReviewModel, { at, actor, body }: Command): Verdict {
  const one = model.open.find(({ asked }) => asked.department === text(body, 'department'));
  if (!one) return refused('not-consulted');
  const reason = text(body, 'reason');
  if (reason === '') return refused('reason-missing');
  model.closeConsultation(one, at, actor, reason);
  return done('consultationClosed');
}

/** An opinion counts for the item from its instant on. */
function ofConsultation(model: ReviewModel, command: Command, { department, n }: Asked): Verdict {
  const one = model.consultations.find(({ asked }) => asked.department === department && asked.n === n);
  if (!one) return refused('no such consultation');
  const { verdict, reply } = one.judge(command);
  if (reply) model.fact('consultationReplyTaken', command.at, 'system', reply);
  return verdict;
}
