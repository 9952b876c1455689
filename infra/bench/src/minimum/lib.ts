import {
  defineSearchAttributeKey,
  type SearchAttributePair,
  SearchAttributeType,
  type SearchAttributeUpdatePair,
} from '@temporalio/common';
import { proxyLocalActivities, setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { Activities, CaseInput } from './messages.ts';

const activities = proxyLocalActivities<Activities>({ startToCloseTimeout: '20s' });
const keyword = (name: string) => defineSearchAttributeKey(name, SearchAttributeType.KEYWORD);
const state = keyword('YcState');
const waitingOn = defineSearchAttributeKey('YcWaitingOn', SearchAttributeType.KEYWORD_LIST);
const dueAt = defineSearchAttributeKey('YcDueAt', SearchAttributeType.DATETIME);
const calendarVersion = defineSearchAttributeKey('YcCalendarVersion', SearchAttributeType.INT);

export interface Shown {
  state: string;
  waiting: string[];
  dueAt?: string;
}

export interface Recorder {
  record: (cause: string, facts: string[], wakeAt?: string) => Promise<void>;
  show: (now: Shown) => void;
}

/** Records the passes of one workflow, each once, and shows where it stands when that has changed. */
export function recorder(input: CaseInput, head: number, more: Record<string, string> = {}): Recorder {
  const { workflowId } = workflowInfo();
  let shown = '';
  return {
    async record(cause: string, facts: string[], wakeAt?: string): Promise<void> {
      const before = head;
      head += facts.length;
      await activities.record({ workflowId, head: before, cause, facts, ...(wakeAt !== undefined && { wakeAt }) });
    },
    show(now: Shown): void {
      setCurrentDetails(`**状态** ${now.state}\n\n${now.waiting.map((who) => `- ${who}`).join('\n')}`);
      const values: SearchAttributeUpdatePair[] = [
        { key: state, value: now.state },
        { key: waitingOn, value: [...new Set(now.waiting)] },
        { key: dueAt, value: now.dueAt === undefined ? null : new Date(now.dueAt) },
      ];
      const text = JSON.stringify(values.map(({ value }) => value));
      if (text === shown) return;
      if (shown === '') values.push(...started(input, more));
      shown = text;
      upsertSearchAttributes(values);
    },
  };
}

const started = (input: CaseInput, more: Record<string, string>): SearchAttributePair[] => [
  { key: calendarVersion, value: input.calendarVersion },
  ...Object.entries({
    YcRealm: 'live',
    YcRegion: input.region,
    YcStage: input.stage,
    YcApplicationNo: input.no,
    YcProjectCode: input.projectCode,
    ...more,
  }).map(([name, value]): SearchAttributePair => ({ key: keyword(name), value })),
];

export const msUntil = (at: string, { offsetMs }: CaseInput): number =>
  Math.max(1, Date.parse(at) - Date.now() - offsetMs);
