/** Commands of a commission, judged in a state in which everything before them has been worked off. */
import type { AssistFact } from '@yichuang/contracts';
import { assertNever } from '@yichuang/kernel';
import { counted } from '../lib/deadlines.ts';
import { type Decision, no, reasonMissing, yes } from '../lib/machine.ts';
import {
  alreadyAssigned,
  alreadyContacted,
  closedAssist,
  formNotConfirmed,
  noOfficer,
  notFormTime,
  notTheOfficer,
  outsideScope,
  preReviewDone,
  sameOfficer,
} from './answers.ts';
import type { AssistCommand } from './messages.ts';
import { type AssistState, applyToAssist } from './model.ts';

type Command<K extends AssistCommand['kind']> = Extract<AssistCommand, { kind: K }>;
type AssistDecision = Decision<AssistFact>;

export function command(state: AssistState, command: AssistCommand): AssistDecision {
  switch (command.kind) {
    case 'passPreReview':
      return passPreReview(state, command);
    case 'failPreReview':
      return failPreReview(state, command);
    case 'confirmForm':
      return confirmForm(state, command);
    case 'assign':
      return assign(state, command);
    case 'change':
      return change(state, command);
    case 'contact':
      return contact(state, command);
    default:
      return assertNever(command);
  }
}

/** 001 二, 六: eligible, and the project belongs here. */
function passPreReview({ slice, now }: AssistState, command: Command<'passPreReview'>): AssistDecision {
  const { basis } = slice.rule.preReview;
  if (now.phase !== 'preReview') return no(preReviewDone(basis));
  if (!slice.kind.covered) return no(outsideScope(slice));
  const { receivedAt: at, actor } = command;
  return yes([{ type: 'preReviewPassed', at, actor, basis, data: { belongsTo: slice.region.name } }]);
}

/** 001 六: told the reason on the spot, and pointed to another way. */
function failPreReview(state: AssistState, command: Command<'failPreReview'>): AssistDecision {
  const { preReview, otherWay: usual } = state.slice.rule;
  const { basis } = preReview;
  if (state.now.phase !== 'preReview') return no(preReviewDone(basis));
  const { reason, otherWay = usual.value } = command.body;
  if (reason.trim() === '') return no(reasonMissing('预审不通过必须写明具体理由。', basis));
  const { receivedAt: at, actor } = command;
  const fact: AssistFact = { type: 'assistIneligible', at, actor, basis, data: { reason, otherWay } };
  const after = applyToAssist(state, fact).now;
  if (after.phase !== 'ineligible') throw new Error('a failed pre-review closes nothing');
  return { ...yes([fact]), closed: closedAssist(after) };
}

/** 001 七: the officer's working day begins when the form confirmed by the owner is received. */
function confirmForm(state: AssistState, command: Command<'confirmForm'>): AssistDecision {
  const { slice, now } = state;
  if (now.phase !== 'formPending') return no(notFormTime(state));
  const { receivedAt: at, actor, body } = command;
  const due = counted(state, {
    key: 'contact',
    start: at,
    rule: '自收到建设单位确认的申请表之次日起算',
    period: slice.periods.assistContact,
  });
  return yes([{ type: 'commissionConfirmed', at, actor, basis: due.basis, data: { form: body.form, deadline: due } }]);
}

/** 001 三: one officer, who goes with the project from beginning to end. */
function assign({ slice, now }: AssistState, command: Command<'assign'>): AssistDecision {
  const { basis } = slice.rule.officer;
  if (now.phase !== 'commissioned') return no(formNotConfirmed('指派协办员', slice));
  if (now.officer) return no(alreadyAssigned(now.officer, basis));
  const { receivedAt: at, actor, body } = command;
  return yes([{ type: 'officerAssigned', at, actor, basis, data: { officer: body.officer } }]);
}

/** 001 十: a change is registered with the desk before it takes effect; here the registration is the change. */
function change({ slice, now }: AssistState, command: Command<'change'>): AssistDecision {
  const { basis } = slice.rule.officerChange;
  const { officer, reason } = command.body;
  if (now.phase !== 'commissioned') return no(formNotConfirmed('更换协办员', slice));
  if (!now.officer) return no(noOfficer(slice));
  if (now.officer.id === officer.id) return no(sameOfficer(officer, basis));
  if (reason.trim() === '') return no(reasonMissing('更换协办员必须写明具体理由。', basis));
  const { receivedAt: at, actor } = command;
  return yes([{ type: 'officerChanged', at, actor, basis, data: { from: now.officer, officer, reason } }]);
}

/** 001 七: by the officer of the case alone; also after the working day, then recorded as late. */
function contact({ slice, now }: AssistState, command: Command<'contact'>): AssistDecision {
  const { basis } = slice.periods.assistContact;
  if (now.phase !== 'commissioned') return no(formNotConfirmed('联系建设单位', slice));
  const { receivedAt: at, actor, body } = command;
  const { officer, form, overdue, contactedAt } = now;
  if (!officer) return no(noOfficer(slice));
  if (officer.id !== actor.id) return no(notTheOfficer(officer, slice));
  if (contactedAt !== undefined) return no(alreadyContacted(contactedAt, basis));
  const data = { officer, by: form.contactBy, record: body.record, late: overdue };
  return yes([{ type: 'ownerContacted', at, actor, basis, data }]);
}
