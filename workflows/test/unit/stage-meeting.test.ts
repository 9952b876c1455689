/** A coordination meeting at the lead department, with its minutes (会商). */
import { expect, it } from '@jest/globals';
import type { Actor, MeetingData } from '@yichuang/contracts';
import { codeOf } from './bench.ts';
import { coordinator, handler, local } from './cases.ts';
import { accepted, type StageBench, stageOf } from './stage-bench.ts';

const day = local('2026-09-21 10:00');
type Body = Omit<MeetingData, 'n'>;

const meeting = (change: Partial<Body> = {}): { kind: 'recordMeeting'; body: Body } => ({
  kind: 'recordMeeting',
  body: {
    subject: '占道与绿化迁移的先后',
    heldAt: local('2026-09-21 09:00'),
    departments: ['transport', 'urban-management', 'transport'],
    items: ['I29', 'I37'],
    minutes: '先迁移绿化,后占道施工',
    ...change,
  },
});

function stage(): StageBench {
  const bench = stageOf('dalian', ['I29', 'I37']);
  bench.event(accepted('I29', 'transport'));
  bench.event(accepted('I37', 'urban-management'));
  return bench;
}

it('is put down with its minutes, for the departments; nothing else moves', () => {
  const bench = stage();
  const before = bench.state;
  expect(bench.command(day, coordinator, meeting())).toMatchObject({ data: { facts: ['meetingHeld'] } });
  expect(bench.last('meetingHeld').data).toMatchObject({ n: 1, departments: ['transport', 'urban-management'] });
  const document = bench.last('documentIssued').data;
  expect(document).toMatchObject({
    kind: 'meetingMinutes',
    name: '会议纪要',
    to: { name: '交通运输、城管' },
    issuer: '住建',
  });
  expect(document.lines.join('\n')).toContain('会商意见:先迁移绿化,后占道施工');
  expect(bench.state.items).toEqual(before.items);
  expect(bench.state.limit).toEqual(before.limit);
  bench.command(day, coordinator, meeting());
  expect(bench.last('meetingHeld').data.n).toBe(2);
});

it.each<[string, Actor, ReturnType<typeof meeting>, string]>([
  ['by another department', { ...handler('transport'), role: 'lead' }, meeting(), 'not-the-lead'],
  ['before it was held', coordinator, meeting({ heldAt: local('2026-09-22 09:00') }), 'meeting-not-held'],
  ['of one department', coordinator, meeting({ departments: ['transport', 'transport'] }), 'meeting-alone'],
  ['over an item of no concern', coordinator, meeting({ items: ['I46'] }), 'item-not-in-application'],
])('is refused %s', (_, actor, sent, code) => {
  expect(codeOf(stage().command(day, actor, sent))).toBe(code);
});
