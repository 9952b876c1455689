/** A stage on the bench, and what it hears. */
import type { ItemResult, StageFact } from '@yichuang/contracts';
import { dateOf } from '@yichuang/kernel';
import type { StageCommand, StageEvent } from '../../src/stage-approval/messages.ts';
import { initialStage, type StageState } from '../../src/stage-approval/model.ts';
import { stageMachine } from '../../src/stage-approval/state.ts';
import { Bench } from './bench.ts';
import { calendar, caseNo, caseSlice, itemOf, local } from './cases.ts';

export type StageBench = Bench<StageState, StageCommand, StageEvent, StageFact>;

export const opened = local('2026-09-18 11:00');

export function stageOf(region: string, items: string[]): StageBench {
  const input = {
    caseNo,
    realm: 'live',
    at: opened,
    clockOffsetMs: 0,
    calendar,
    slice: caseSlice(region, 'online', items),
    projectCode: '2609-430102-89-01-123451',
    applicant: { name: '示例建设有限公司', uscc: '91430100MA4L00001J' },
  };
  return new Bench(stageMachine, initialStage(input), opened);
}

export const accepted = (itemCode: string, department = 'housing', at = local('2026-09-18 12:00')): StageEvent => ({
  id: `accepted/${itemCode}`,
  type: 'itemAccepted',
  at,
  data: { itemCode, department, acceptedOn: dateOf(at) },
});

/** As the application hands it on, with the prerequisites that its slice says. */
export function waiting(bench: StageBench, itemCode: string, at = local('2026-09-18 12:00')): StageEvent {
  const { department, prerequisites } = itemOf(bench.state.slice, itemCode);
  const data = { itemCode, department, deemed: false, prerequisites, basis: ['行政许可法 32'] };
  return { id: `waiting/${itemCode}`, type: 'itemWaiting', at, data };
}

export const concluded = (...items: string[]): StageEvent => ({
  id: 'concluded',
  type: 'acceptanceConcluded',
  at: local('2026-09-20 17:30'),
  data: { accepted: items },
});

export const closed = (
  itemCode: string,
  result: ItemResult = 'granted',
  at = local('2026-09-22 10:00'),
): StageEvent => ({
  id: `closed/${itemCode}`,
  type: 'itemClosed',
  at,
  data: { itemCode, result },
});
