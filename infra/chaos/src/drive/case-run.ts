/** Drives one case by its plan: files it, sends each act at its instant, copies and all. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sampleUscc } from '@yichuang/local';
import type { WaveClock } from '../clock.ts';
import { type CasePlan, type PlannedAct, taskId } from '../plan/types.ts';
import type { Answer, Caller } from './caller.ts';
import type { CaseRun, SentAct } from './run-types.ts';

/** How long an act waits for its task to be there; that of a review comes with the acceptance. */
const patienceMs = 12_000;
const reviewPatienceMs = 30_000;

const until = (instant: number): Promise<void> => sleep(Math.max(0, instant - Date.now()));

export const newRun = (plan: CasePlan): CaseRun => ({
  plan,
  filingKey: `file-${String(plan.number)}`,
  filingAnswers: [],
  no: '',
  sent: [],
});

/** Fills the run in as it goes. */
export async function runCase(run: CaseRun, caller: Caller, clock: WaveClock): Promise<void> {
  const { plan, filingKey } = run;
  if (plan.filedAt.day === 'due') await until(clock.closeMs + plan.filedAt.ms);
  const filing = {
    service: 'intake',
    path: '/v1/applications',
    body: filingOf(plan),
    as: 'applicant',
    key: filingKey,
    patientUntil: 0,
  } as const;
  run.filingAnswers = await withCopies(plan.filingCopies, () => caller.send(filing));
  const filedAt = Date.now();
  run.no = run.filingAnswers[0]?.applicationNo ?? '';
  if (run.no === '') return;
  await Promise.all(
    plan.acts.map(async (act) => {
      const entry: SentAct = { act, answers: [] };
      run.sent.push(entry);
      await sendAct(entry, run.no, filedAt, caller, clock);
    }),
  );
}

async function sendAct(entry: SentAct, no: string, filedAt: number, caller: Caller, clock: WaveClock): Promise<void> {
  const { act } = entry;
  const { when } = act;
  // An act of the filing day that comes too late for it happens early on the due day: the plan is a wish, the journal counts.
  await until(when.after === 'filing' ? filedAt + when.ms : clock.closeMs + when.ms);
  entry.answers = await withCopies(act.copies, () => sendOnce(act, no, caller));
  if (act.other && entry.answers.some(({ status }) => status === 200 || status === 409))
    entry.otherAnswer = await sendOnce({ ...act, body: act.other }, no, caller);
}

export function sendOnce(act: PlannedAct, no: string, caller: Caller): Promise<Answer> {
  const { action, body, as, key } = act;
  const ofReview = act.kind === 'review' || act.kind === 'consultation';
  const patience = ofReview ? reviewPatienceMs : patienceMs;
  const patientUntil = act.refusal?.code === 'not-found' ? 0 : Date.now() + patience;
  return act.kind === 'application'
    ? caller.send({ service: 'intake', path: `/v1/applications/${no}/${action}`, body, as, key, patientUntil })
    : caller.send({
        service: 'approval',
        path: `/v1/tasks/${encodeURIComponent(taskId(no, act))}/${action}`,
        body,
        as,
        key,
        patientUntil,
      });
}

const withCopies = (copies: number[], send: () => Promise<Answer>): Promise<Answer[]> =>
  Promise.all([0, ...copies].map(async (ms) => sleep(ms).then(send)));

const filingOf = ({ number, items }: CasePlan): object => ({
  region: '湖南',
  stage: '施工许可',
  channel: 'online',
  project: { code: '2609-430102-89-01-123451', name: `随机项目${String(number)}` },
  applicant: { name: '示例建设有限公司', uscc: sampleUscc },
  items: items.map(({ code }) => code),
});
