/** When all is up again every open task is answered, so that each case comes to its end; by HTTP, like everything else. */
import { setTimeout as sleep } from 'node:timers/promises';
import { anotherDepartment } from '../plan/items.ts';
import type { PlannedAct, TaskKind } from '../plan/types.ts';
import { createRandom, type Random } from '../random.ts';
import { type OpenTask, openTasks } from '../read/progress.ts';
import type { Caller } from './caller.ts';
import { sendOnce } from './case-run.ts';
import type { CaseRun, SentAct } from './run-types.ts';

const everyMs = 400;

/** Goes on until `ended` says so; each task is answered once. */
export async function answerOpenTasks(
  runs: CaseRun[],
  options: { seed: string; databaseUrl: string; caller: Caller; ended: () => boolean },
): Promise<void> {
  const { seed, databaseUrl, caller, ended } = options;
  const answered = new Set<string>();
  const underWay: Promise<void>[] = [];
  while (!ended()) {
    for (const task of await openTasks(databaseUrl).catch((): OpenTask[] => [])) {
      const run = runs.find(({ no }) => no === task.no);
      if (!run || answered.has(task.id)) continue;
      answered.add(task.id);
      const act = answerTo(task, createRandom(seed, 'finish', run.plan.number, task.itemCode, task.kind, task.round));
      act.key = `${String(run.plan.number)}-end-${String(run.sent.length)}-${act.kind}-${act.itemCode}-${String(act.round)}`;
      const entry: SentAct = { act, answers: [] };
      run.sent.push(entry);
      underWay.push(
        sendOnce(act, run.no, caller).then((answer) => {
          entry.answers.push(answer);
        }),
      );
    }
    await sleep(everyMs);
  }
  await Promise.all(underWay);
}

function answerTo({ kind, itemCode, round, department }: OpenTask, random: Random): PlannedAct {
  const base = { key: '', kind, itemCode, round, copies: [], when: { after: 'close', ms: 0 } } as const;
  const acts: Record<TaskKind, () => Pick<PlannedAct, 'as' | 'action' | 'body'>> = {
    acceptance: () =>
      random.chance(0.8)
        ? { as: department, action: 'accept', body: {} }
        : { as: department, action: 'refuse', body: { reason: '材料不全', clause: '行政许可法 32(4)' } },
    coordination: () => ({
      as: 'coordinator',
      action: 'reroute',
      body: { department: anotherDepartment(random, department), reason: '经协调改推' },
    }),
    review: () =>
      random.chance(0.8)
        ? { as: department, action: 'grant', body: { result: {} } }
        : { as: department, action: 'deny', body: { reasons: ['不符合规划条件'] } },
  };
  return { ...base, copies: [], ...acts[kind]() };
}
