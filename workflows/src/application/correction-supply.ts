/** What the applicant supplies (000 二(1)2, 000-17), what follows when it is complete, and when its time has run out. */
import type { ApplicationFact, CorrectionCompletedData } from '@yichuang/contracts';
import { type Actor, systemActor } from '@yichuang/contracts/temporal';
import type { Instant } from '@yichuang/kernel';
import { noticeBasis } from '../lib/correction.ts';
import { no, yes } from '../lib/machine.ts';
import { type Awaited, askedDrafts, awaited, missing } from './correction.ts';
import { nothingAwaited } from './correction-answers.ts';
import type { Command } from './messages.ts';
import { type ApplicationState, applyToApplication, period } from './model.ts';
import { type ApplicationDecision, openCheck, push } from './moves.ts';

/** A material counts for every notice that names it; what was supplied before may be supplied again, in a better version. */
export function supply(
  state: ApplicationState,
  { receivedAt: at, actor, body }: Command<'supply'>,
): ApplicationDecision {
  const { itemCode, materials } = body;
  const open = awaited(state.correction).filter(
    ({ itemCodes }) => itemCode === undefined || itemCodes.includes(itemCode),
  );
  if (open.length === 0) return no(nothingAwaited(state, itemCode));
  const asked = open.flatMap((notice) => notice.materials);
  const strange = materials.filter((name) => !asked.includes(name));
  if (strange.length > 0)
    return no({
      code: 'material-not-asked',
      title: '不在应当补正之列',
      detail: `补正告知没有列明:${strange.join('、')};尚待补正:${open.flatMap(missing).join('、')}。`,
      clause: noticeBasis(state.slice).join(';'),
    });
  return yes(open.flatMap((notice) => supplied(state, notice, materials, { at, actor })));
}

function supplied(
  state: ApplicationState,
  notice: Awaited,
  given: string[],
  { at, actor }: { at: Instant; actor: Actor },
): ApplicationFact[] {
  const materials = notice.materials.filter((name) => given.includes(name));
  if (materials.length === 0) return [];
  const { n } = notice;
  const basis = noticeBasis(state.slice);
  const received: ApplicationFact = { type: 'materialSupplied', at, actor, basis, data: { n, materials } };
  if (missing(notice).some((name) => !materials.includes(name))) return [received];
  return [received, ...completed(state, notice, at, actor)];
}

/** Back to the check, with five days anew from the day of the correction (policy 1.8-15). */
function completed(state: ApplicationState, { n, itemCodes }: Awaited, at: Instant, actor: Actor): ApplicationFact[] {
  const basis = noticeBasis(state.slice);
  const complete = (data: CorrectionCompletedData): ApplicationFact => ({
    type: 'correctionCompleted',
    at,
    actor,
    basis,
    data,
  });
  if (state.stopped) return [complete({ n, itemCodes }), ...openCheck(state, at)];
  const statutory = period(state, `statutory:${String(n)}`, at, state.slice.acceptance.statutory.period);
  const fact = complete({ n, itemCodes, statutory });
  const next = applyToApplication(state, fact);
  return [
    fact,
    ...itemCodes.flatMap((code) => {
      const item = state.items[code];
      return item?.phase === 'correcting' ? [push(next, at, code, item.department, item.round + 1)] : [];
    }),
  ];
}

/** What ran out: the applicant's time, which ends the matter; other periods of the correction only alert (policy 1.8-14). */
export function correctionLapses(state: ApplicationState, at: Instant): ApplicationFact[] {
  const { noticeDue } = state.correction;
  const over = awaited(state.correction).filter(({ deadline }) => deadline.dueAt <= at);
  const drafts = askedDrafts(state.correction).filter(([, { deadline, overdue }]) => !overdue && deadline.dueAt <= at);
  return [
    ...over.map((notice) => lapsed(notice, at)),
    ...drafts.map(
      ([itemCode, { department, deadline }]): ApplicationFact => ({
        type: 'correctionDraftOverdue',
        at,
        actor: systemActor,
        basis: deadline.basis,
        data: { itemCode, department, dueAt: deadline.dueAt },
      }),
    ),
    ...(noticeDue && noticeDue.dueAt <= at
      ? [
          {
            type: 'correctionNoticeOverdue',
            at,
            actor: systemActor,
            basis: noticeDue.basis,
            data: { dueAt: noticeDue.dueAt },
          } satisfies ApplicationFact,
        ]
      : []),
  ];
}

/** No law says more than that the filing is at its end; it may be made anew. Never silently accepted (policy 1.7-9). */
function lapsed(notice: Awaited, at: Instant): ApplicationFact {
  const { n, itemCodes, deadline } = notice;
  const data = { n, itemCodes, dueAt: deadline.dueAt, missing: missing(notice) };
  return { type: 'correctionLapsed', at, actor: systemActor, basis: deadline.basis, data };
}
