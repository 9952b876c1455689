/**
 * A new version of the working-day calendar (行政许可法 82 counts by it): whoever proposes it, another person approves it. Approval
 * puts the version down in the same transaction; every open case then adopts it at its instant of force.
 */
import type { AmendmentFact, Refusal } from '@yichuang/contracts';
import { assertNever, DEFAULT_OFFICE_HOURS, formatLocal } from '@yichuang/kernel';
import { calendarAdopted } from '../lib/amendment.ts';
import {
  type Decision,
  ending,
  type Input,
  type Machine,
  no,
  type OperatorView,
  reasonMissing,
  yes,
} from '../lib/machine.ts';
import type { AmendmentCommand, AmendmentEvent } from './messages.ts';
import { type AmendmentState, applyToAmendment } from './model.ts';

type AmendmentDecision = Decision<AmendmentFact>;

export const amendmentMachine: Machine<AmendmentState, AmendmentCommand, AmendmentEvent, AmendmentFact> = {
  decide,
  apply: applyToAmendment,
  instants: () => [],
  open: () => ({ deadlines: [], hours: DEFAULT_OFFICE_HOURS }),
  finished: (state) => state.decided !== undefined,
  view,
};

function decide(state: AmendmentState, input: Input<AmendmentCommand, AmendmentEvent>): AmendmentDecision {
  switch (input.kind) {
    case 'command':
      return command(state, input.command);
    case 'calendar':
      return { facts: [calendarAdopted(input)] };
    case 'start':
    case 'event':
    case 'lapse':
      return { facts: [] };
    default:
      return assertNever(input);
  }
}

function command(state: AmendmentState, command: AmendmentCommand): AmendmentDecision {
  const problem = decidedAlready(state);
  if (problem) return no(problem);
  const { receivedAt: at, actor } = command;
  const { amendmentNo } = state.amendment;
  switch (command.kind) {
    case 'approve':
      if (actor.id === state.proposer?.id) return no(secondPerson);
      return closing(state, { type: 'amendmentApproved', at, actor, basis, data: state.amendment });
    case 'reject': {
      const { reason } = command.body;
      if (reason.trim() === '') return no(reasonMissing('否决工作日历修订必须写明理由。'));
      return closing(state, { type: 'amendmentRejected', at, actor, basis, data: { amendmentNo, reason } });
    }
    default:
      return assertNever(command);
  }
}

const basis = ['行政许可法 82'];

const closing = (state: AmendmentState, fact: AmendmentFact): AmendmentDecision =>
  ending(yes([fact]), decidedAlready(applyToAmendment(state, fact)));

function decidedAlready({ amendment, decided }: AmendmentState): Refusal | undefined {
  if (!decided) return undefined;
  const word = decided.result === 'approved' ? '批准' : '否决';
  return {
    code: 'amendment-decided',
    title: '该修订已有决定',
    detail: `工作日历修订${amendment.amendmentNo}已于${formatLocal(decided.at)}${word};如需更改,请另提修订。`,
  };
}

const secondPerson: Refusal = {
  code: 'second-person-required',
  title: '须由另一人批准',
  detail: '工作日历修订不得由提出人自己批准。',
};

function view({ amendment, decided }: AmendmentState): OperatorView {
  const changed = [
    ...amendment.years.map(({ year, notice }) => `${String(year)}年 ${notice.title}`),
    ...amendment.days.map(({ date, working, reason }) => `${date} 改为${working ? '工作日' : '休息日'}(${reason})`),
  ];
  const words = { approved: '已批准', rejected: '已否决' };
  return {
    state: decided ? words[decided.result] : '待批准',
    waiting: decided ? [] : [{ who: '批准人', text: `批准人 工作日历修订 ${amendment.amendmentNo}` }],
    due: changed,
    attributes: { YcApplicationNo: amendment.amendmentNo },
  };
}
