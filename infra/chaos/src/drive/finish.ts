/** When all is up again every open task is answered, so that each case comes to its end; by HTTP, like everything else. */
import { setTimeout as sleep } from 'node:timers/promises';
import { anotherDepartment } from '../plan/items.ts';
import type { PlannedAct, TaskKind } from '../plan/types.ts';
import { createRandom, type Random } from '../random.ts';
import { type OpenTask, openTasks } from '../read/progress.ts';
import type { Answer, Caller } from './caller.ts';
import { sendOnce } from './case-run.ts';
import type { CaseRun, SentAct } from './run-types.ts';

const everyMs = 400;
/** So long an answered task may take to be seen closed. */
const againMs = 1_500;

/** Goes on until `ended` says so; a task that was answered and stays open is answered again. */
export async function answerOpenTasks(
  runs: CaseRun[],
  options: { seed: string; databaseUrl: string; caller: Caller; ended: () => boolean },
): Promise<void> {
  const { seed, databaseUrl, caller, ended } = options;
  const answered = new Map<string, { tries: number; last?: Answer; waitUntil: number }>();
  const underWay: Promise<void>[] = [];
  while (!ended()) {
    for (const task of await openTasks(databaseUrl).catch((): OpenTask[] => [])) {
      const run = runs.find(({ no }) => no === task.no);
      const before = answered.get(task.id) ?? { tries: 0, waitUntil: 0 };
      if (!run || before.waitUntil > Date.now()) continue;
      const state = { tries: before.tries + 1, waitUntil: Infinity };
      answered.set(task.id, state);
      const random = createRandom(seed, 'finish', run.plan.number, task.itemCode, task.kind, task.round, state.tries);
      const act = answerTo(task, random, before.last?.code);
      act.key = `${String(run.plan.number)}-end-${String(run.sent.length)}-${act.kind}-${act.itemCode}-${String(act.round)}`;
      const entry: SentAct = { act, answers: [] };
      run.sent.push(entry);
      underWay.push(
        sendOnce(act, run.no, caller).then((answer) => {
          entry.answers.push(answer);
          answered.set(task.id, { ...state, last: answer, waitUntil: Date.now() + againMs });
        }),
      );
    }
    await sleep(everyMs);
  }
  await Promise.all(underWay);
}

const asked = /:consultation:([^:~]+):(\d+)~/;

function answerTo(
  { id, kind, itemCode, round, department }: OpenTask,
  random: Random,
  refusedWith?: string,
): PlannedAct {
  const [, consulted, n] = asked.exec(id) ?? [];
  const base = { key: '', kind, itemCode, round, copies: [], when: { after: 'close', ms: 0 } } as const;
  const acts: Record<TaskKind, () => Pick<PlannedAct, 'as' | 'action' | 'body'>> = {
    acceptance: () =>
      random.chance(0.8)
        ? { as: department, action: 'accept', body: {} }
        : { as: department, action: 'refuse', body: { reason: '材料不全', clause: '行政许可法 32(4)' } },
    coordination: () =>
      consulted === undefined
        ? {
            as: 'coordinator',
            action: 'reroute',
            body: { department: anotherDepartment(random, department), reason: '经协调改推' },
          }
        : { as: 'coordinator', action: 'resolve', body: { text: '已督促' } },
    review: () => {
      if (refusedWith === 'special-procedure-runs') return { as: department, action: 'endSpecialProcedure', body: {} };
      return random.chance(0.8)
        ? { as: department, action: 'grant', body: { result: {} } }
        : { as: department, action: 'deny', body: { reasons: ['不符合规划条件'] } };
    },
    consultation: () => ({ as: department, action: 'reply', body: { opinion: 'agree' } }),
  };
  return {
    ...base,
    copies: [],
    ...(consulted !== undefined && { asked: { department: consulted, n: Number(n) } }),
    ...acts[kind](),
  };
}
