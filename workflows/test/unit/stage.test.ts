/** Parallel approval of one stage. */
import { describe, expect, it } from '@jest/globals';
import { openItems } from '../../src/stage-approval/model.ts';
import { answerOf } from './bench.ts';
import { amended, caseNo, handler } from './cases.ts';
import { accepted, closed, concluded, opened, type StageBench, stageOf } from './stage-bench.ts';

const stage = (): StageBench => stageOf('hunan', ['I46', 'I40', 'I29']);
const start = opened;

describe('a stage', () => {
  it('opens with its lead department', () => {
    expect(stage().last('stageOpened').data).toEqual({
      applicationNo: caseNo,
      region: 'hunan',
      stage: 'constructionPermit',
      leadDepartment: 'housing',
    });
  });

  it('opens each accepted item once', () => {
    const bench = stage();
    bench.event(accepted('I46'));
    bench.event({ ...accepted('I46'), id: 'again' });
    expect(bench.types()).toEqual(['stageOpened', 'itemOpened']);
    expect(openItems(bench.state).map(({ itemCode }) => itemCode)).toEqual(['I46']);
  });

  it('waits for further items as long as acceptance goes on', () => {
    const bench = stage();
    bench.event(accepted('I46'));
    bench.event(closed('I46'));
    expect(bench.machine.finished(bench.state)).toBe(false);
    expect(bench.machine.view(bench.state).waiting.map(({ who }) => who)).toEqual(['受理环节']);
    bench.event(concluded('I46'));
    expect(bench.types().slice(-2)).toEqual(['stageItemsKnown', 'stageCompleted']);
    expect(bench.machine.finished(bench.state)).toBe(true);
  });

  it('is complete with its last item, whatever the others became', () => {
    const bench = stage();
    for (const event of [accepted('I46'), accepted('I40', 'water'), concluded('I46', 'I40'), closed('I40', 'denied')])
      bench.event(event);
    expect(bench.closed).toBeUndefined();
    bench.event(closed('I46'));
    expect(bench.last('stageCompleted').data).toEqual({ granted: ['I46'], denied: ['I40'] });
    expect(answerOf(bench.closed, 'anything')).toMatchObject({ code: 'stage-completed', title: '该阶段已办结' });
  });

  it('reaches its milestone with the first decision where the region says so, once, and goes on (LCBSXLX 2)', () => {
    const bench = stage();
    const { slice } = bench.state;
    const stageCompletion = { ...slice.rules.stageCompletion, value: 'anyItem' as const };
    bench.state = { ...bench.state, slice: { ...slice, rules: { ...slice.rules, stageCompletion } } };
    for (const event of [accepted('I46'), accepted('I40', 'water'), accepted('I29'), concluded('I46', 'I40', 'I29')])
      bench.event(event);
    bench.event(closed('I29', 'withdrawn'));
    expect(bench.types()).not.toContain('milestoneReached');
    bench.event(closed('I40', 'denied'));
    expect(bench.last('milestoneReached').data).toEqual({ itemCode: 'I40' });
    expect(bench.machine.finished(bench.state)).toBe(false);
    bench.event(closed('I46'));
    expect(bench.types().filter((type) => type === 'milestoneReached')).toHaveLength(1);
    expect(bench.types().at(-1)).toBe('stageCompleted');
  });

  it('does not end before an item it has been told of has come', () => {
    const bench = stage();
    bench.event(accepted('I46'));
    bench.event(concluded('I46', 'I40'));
    bench.event(closed('I46'));
    expect(bench.machine.finished(bench.state)).toBe(false);
    bench.event(accepted('I40', 'water'));
    bench.event(closed('I40'));
    expect(bench.machine.finished(bench.state)).toBe(true);
  });

  it('knows no instants of its own, adopts calendars', () => {
    const bench = stage();
    expect(bench.next()).toBeUndefined();
    const version = amended(2, '2026-09-20', false, start);
    expect(bench.amend(version, start).facts.map(({ type }) => type)).toEqual(['calendarAdopted']);
    expect(bench.state.calendar.version).toBe(2);
  });

  it('does not conclude an item it never opened, nor know a newer fact', () => {
    const { state, machine } = stage();
    const fact = { at: start, actor: handler('housing'), basis: [] };
    expect(machine.apply(state, { ...fact, type: 'itemConcluded', data: { itemCode: 'I46', result: 'granted' } })).toBe(
      state,
    );
    expect(machine.apply(state, { ...fact, type: 'somethingNewer', data: {} })).toBe(state);
  });
});
