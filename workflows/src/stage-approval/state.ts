/** Parallel approval (并联审批) of one stage: items open as they are accepted and are decided independently (policy 1.7-10). */
import type { Closed, ItemResult, StageFact } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import { assertNever, type Deadline, formatLocal, type Instant } from '@yichuang/kernel';
import { inForce } from '../lib/amendment.ts';
import { openOf } from '../lib/deadlines.ts';
import { helperChange } from '../lib/helper.ts';
import { closedAnswer, type Input, type Machine, no, type OperatorView, yes } from '../lib/machine.ts';
import { departmentName } from '../lib/names.ts';
import { resultWords } from '../lib/results.ts';
import { extendStage, suspension, withLimit } from './limit.ts';
import { recordMeeting } from './meeting.ts';
import type { StageCommand, StageEvent } from './messages.ts';
import { allEnded, applyToStage, openItems, type StageDecision, type StageState, visitOf } from './model.ts';
import { callSiteVisit, confirmVisit, recordVisit } from './site-visit.ts';
import { settleWaiting } from './waiting.ts';
import { withdraw, withdrawnAtOnce } from './withdrawal.ts';

export const stageMachine: Machine<StageState, StageCommand, StageEvent, StageFact> = {
  decide,
  apply: applyToStage,
  instants: () => [],
  open: (state) => openOf(state, limits(state)),
  finished,
  view,
};

function decide(state: StageState, input: Input<StageCommand, StageEvent>): StageDecision {
  switch (input.kind) {
    case 'start':
      return { facts: [open(state, input.at)] };
    case 'event':
      return settled(state, input.at, { facts: event(state, input.event) });
    case 'calendar':
      return { facts: inForce(limits(state), state.slice, input) };
    case 'command':
      return command(state, input.command);
    case 'lapse':
      return { facts: [] };
    default:
      return assertNever(input);
  }
}

function open(state: StageState, at: Instant): StageFact {
  const { region, stage } = state.slice;
  return {
    type: 'stageOpened',
    at,
    actor: systemActor,
    basis: state.slice.acceptance.basis,
    data: {
      applicationNo: state.applicationNo,
      region: region.id,
      stage: stage.code,
      leadDepartment: stage.leadDepartment,
    },
  };
}

function event(state: StageState, event: StageEvent): StageFact[] {
  const common = { at: event.at, actor: systemActor, basis: state.slice.acceptance.basis };
  switch (event.type) {
    case 'itemAccepted':
      if (event.data.itemCode in state.items) return [];
      return state.withdrawn ? withdrawnAtOnce(state, event) : [{ ...common, type: 'itemOpened', data: event.data }];
    case 'itemWaiting': {
      const { basis, ...data } = event.data;
      const known = data.itemCode in state.items || data.itemCode in state.waiting || data.itemCode in state.refused;
      return known ? [] : [{ ...common, basis, type: 'waitingItemTaken', data }];
    }
    case 'acceptanceConcluded':
      return [{ ...common, type: 'stageItemsKnown', data: { items: event.data.accepted } }];
    case 'itemTransferred':
      return [{ ...common, type: 'itemReassigned', data: event.data }];
    case 'specialProcedureStarted':
    case 'specialProcedureEnded':
      return suspension(state, event.type, event.data.itemCode, event.at);
    case 'itemClosed':
      return [{ ...common, type: 'itemConcluded', data: event.data }];
    default:
      return assertNever(event);
  }
}

function command(state: StageState, command: StageCommand): StageDecision {
  if (state.withdrawn || finished(state))
    return { facts: [], outcome: closedAnswer(closed(state, state.latest ?? command.receivedAt), command.kind) };
  return settled(state, command.receivedAt, judged(state, command));
}

function judged(state: StageState, command: StageCommand): StageDecision {
  switch (command.kind) {
    case 'withdraw':
      return withdraw(state, command);
    case 'nameHelper':
    case 'removeHelper': {
      const change = helperChange(state, command);
      return 'problem' in change ? no(change.problem) : yes([change.fact]);
    }
    case 'callSiteVisit':
      return callSiteVisit(state, command);
    case 'extend':
      return extendStage(state, command);
    case 'recordMeeting':
      return recordMeeting(state, command);
    case 'confirm':
      return confirmVisit(state, command);
    case 'record':
      return recordVisit(state, command);
    default:
      return assertNever(command);
  }
}

/** What it means for items that wait, and for the stage as a whole. */
function settled(state: StageState, at: Instant, decision: StageDecision): StageDecision {
  const facts = [...decision.facts, ...settleWaiting(decision.facts.reduce(applyToStage, state), at)];
  return complete(state, at, { ...decision, facts: withMilestone(state, withLimit(state, facts)) });
}

/** LCBSXLX 2: the first decision reaches the milestone; the stage goes on with the others all the same. */
function withMilestone(state: StageState, facts: StageDecision['facts']): StageDecision['facts'] {
  const { stageCompletion: rule } = state.slice.rules;
  if (rule.value !== 'anyItem' || state.milestone) return facts;
  const decided = facts.find((fact) => fact.type === 'itemConcluded' && fact.data.result !== 'withdrawn');
  if (decided?.type !== 'itemConcluded') return facts;
  const { at, data } = decided;
  const { itemCode } = data;
  return [...facts, { type: 'milestoneReached', at, actor: systemActor, basis: rule.basis, data: { itemCode } }];
}

/** The stage is done when all its items are, and no further item can come: at the last of these instants. */
function complete(state: StageState, heardAt: Instant, decision: StageDecision): StageDecision {
  const { facts } = decision;
  const after = facts.reduce(applyToStage, state);
  if (facts.length === 0 || !allEnded(after)) return decision;
  const at = after.latest ?? heardAt;
  if (after.withdrawn) return { ...decision, closed: closed(after, at) };
  const withResult = (result: ItemResult): string[] =>
    Object.values(after.items).flatMap((item) => (item.ended?.result === result ? [item.itemCode] : []));
  const data = { granted: withResult('granted'), denied: withResult('denied') };
  const completed: StageFact = {
    type: 'stageCompleted',
    at,
    actor: systemActor,
    basis: state.slice.acceptance.basis,
    data,
  };
  return { ...decision, facts: [...facts, completed], closed: closed(after, at) };
}

/** What a calendar version may still move. */
const limits = (state: StageState): Deadline[] =>
  state.limit && !state.withdrawn && !finished(state) ? [state.limit] : [];

/** A withdrawn stage still hears how its items ended. */
function finished(state: StageState): boolean {
  return state.completed || (state.withdrawn !== undefined && allEnded(state));
}

const closed = ({ withdrawn, applicationNo }: StageState, at: Instant): Closed => ({
  default: withdrawn
    ? {
        code: 'application-withdrawn',
        title: '该申请已撤回',
        detail: `申请${applicationNo}已于${formatLocal(withdrawn.at)}撤回。`,
      }
    : {
        code: 'stage-completed',
        title: '该阶段已办结',
        detail: `申请${applicationNo}的各事项均已办结,阶段于${formatLocal(at)}完成。`,
      },
  entries: [],
});

function view(state: StageState): OperatorView {
  const { slice } = state;
  const name = (code: string): string => departmentName(state, code);
  const waiting = openItems(state).flatMap(({ itemCode, department, acceptedOn }) => {
    const who = name(department);
    const visit = visitOf(state, itemCode);
    return [
      { who, text: `${who} 审查 ${itemCode}(受理日期 ${acceptedOn})` },
      ...(visit ? [{ who, text: `${who} 联合勘查 ${itemCode} · ${formatLocal(visit.visitAt)}` }] : []),
    ];
  });
  const stillAccepting = state.expected === undefined && !state.completed;
  return {
    state: state.withdrawn ? '已撤回' : state.completed ? '已完成' : '办理中',
    waiting: stillAccepting ? [...waiting, { who: '受理环节', text: '受理环节 其余事项的答复' }] : waiting,
    due: [
      ...(state.limit ? [`联合办理至 ${formatLocal(state.limit.dueAt)}(${state.limit.basis.join('、')})`] : []),
      ...Object.values(state.items).map(
        ({ itemCode, department, ended }) =>
          `${itemCode} ${name(department)} ${ended ? resultWords[ended.result] : '办理中'}`,
      ),
      ...Object.values(state.waiting).map(
        ({ itemCode, department, prerequisites }) =>
          `${itemCode} ${name(department)} 待前置 ${prerequisites.flat().join('、')}`,
      ),
    ],
    attributes: {
      YcRegion: slice.region.name,
      YcStage: slice.stage.name,
      YcApplicationNo: state.applicationNo,
      YcProjectCode: state.projectCode,
    },
  };
}
