/** A coordination meeting (会商) that the lead department held over items of its stage; it is put down, and moves no clock. */
import type { MeetingData, Refusal, StageFact } from '@yichuang/contracts';
import { formatLocal } from '@yichuang/kernel';
import { no, yes } from '../lib/machine.ts';
import { minutesDocument } from './documents.ts';
import { onlyTheLead } from './lead.ts';
import type { Command } from './messages.ts';
import type { StageDecision, StageState } from './model.ts';

export function recordMeeting(state: StageState, command: Command<'recordMeeting'>): StageDecision {
  const { receivedAt: at, actor, body } = command;
  const problem = onlyTheLead(state, actor) ?? cannotBeRecorded(state, command);
  if (problem) return no(problem);
  const departments = [...new Set(body.departments)];
  const data: MeetingData = { ...body, n: state.meetings + 1, departments, items: [...new Set(body.items)] };
  const fact: StageFact = { type: 'meetingHeld', at, actor, basis: ['行政许可法 26¶2'], data };
  return yes([fact], minutesDocument(state, fact, data));
}

function cannotBeRecorded(state: StageState, { receivedAt, body }: Command<'recordMeeting'>): Refusal | undefined {
  if (body.heldAt > receivedAt)
    return {
      code: 'meeting-not-held',
      title: '会商尚未举行',
      detail: `会商定于${formatLocal(body.heldAt)},举行之后再登记纪要。`,
    };
  if (new Set(body.departments).size < 2)
    return { code: 'meeting-alone', title: '不是部门会商', detail: '会商至少有两个单位参加。' };
  const foreign = body.items.filter((code) => !state.slice.items.some((item) => item.code === code));
  if (foreign.length === 0) return undefined;
  return {
    code: 'item-not-in-application',
    title: '申请中没有该事项',
    detail: `申请${state.applicationNo}不含事项${foreign.join('、')}。`,
  };
}
