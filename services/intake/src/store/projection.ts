/** Facts → the application and its items. Own facts come with their recording, those of approval through the inbox. */
import {
  type ApplicationFact,
  type Deficit,
  type HelperFact,
  type ItemFact,
  isFactType,
  type StageFact,
} from '@yichuang/contracts';
import type { Deadline } from '@yichuang/kernel';
import type { RecordedFacts } from '@yichuang/platform';
import { type Selectable, sql, type Transaction } from 'kysely';
import { awaitsCorrection, projectCorrection, retimeCorrection } from './correction.ts';
import { addCode, codeForAll, type ItemUpdate, setApplication, updateItem, updateItems } from './item-writes.ts';
import type { ApplicationPhase, ApplicationTable, IntakeDatabase, ItemPhase, PaperPhase } from './schema.ts';

type Trx = Transaction<IntakeDatabase>;
type Fact = { type: string; data: unknown };

const noDeficits = { deficits: [], deficits_due: null };

const isOurs = (fact: Fact): fact is ApplicationFact => isFactType(fact.type);
const isReview = (fact: Fact): fact is ItemFact | StageFact => isFactType(fact.type);

/** Own facts. The filing itself inserts what the first of them says. */
export async function projectOwnFacts(trx: Trx, { caseNo, facts }: RecordedFacts): Promise<void> {
  if (facts.every(({ type }) => type === 'applicationFiled')) return;
  for (const fact of facts) if (isOurs(fact)) await projectApplicationFact(trx, caseNo, fact);
  await derivePhase(trx, caseNo);
}

async function projectApplicationFact(trx: Trx, no: string, fact: ApplicationFact): Promise<void> {
  const item = (code: string, values: ItemUpdate): Promise<void> => updateItem(trx, no, code, values);
  switch (fact.type) {
    case 'itemPushed': {
      const { itemCode, department, round, deadline } = fact.data;
      return item(itemCode, { phase: 'pushed', department, round, answer_due: JSON.stringify(deadline) });
    }
    case 'itemConfirmed':
      return item(fact.data.itemCode, { phase: 'confirmed', department: fact.data.department, answer_due: null });
    case 'itemReturned':
      return item(fact.data.itemCode, { phase: 'returned', return_reason: fact.data.reason, answer_due: null });
    case 'itemAccepted': {
      const { itemCode, department, deemed, acceptedOn, deficits = [] } = fact.data;
      await addCode(trx, no, itemCode, fact.type);
      const accepted = { phase: 'accepted' as const, department, deemed, accepted_on: acceptedOn, answer_due: null };
      await setApplication(trx, no, { with_stage: true });
      return item(itemCode, { ...accepted, deficits });
    }
    case 'itemWaiting': {
      const { itemCode, department, deemed, deficits = [] } = fact.data;
      await setApplication(trx, no, { with_stage: true });
      return item(itemCode, { phase: 'waiting', department, deemed, answer_due: null, deficits });
    }
    case 'itemAcceptanceRefused':
    case 'itemNotRequired':
      return refuseItem(trx, no, fact);
    case 'applicationAccepted':
      return setApplication(trx, no, { accepted_on: fact.data.acceptedOn, deemed: fact.data.deemed });
    case 'applicationRefused':
      await codeForAll(trx, no, fact.type);
      return setApplication(trx, no, { phase: 'refused' });
    case 'applicationNotRequired':
      await codeForAll(trx, no, fact.type);
      return setApplication(trx, no, { phase: 'notRequired' });
    case 'applicationWithdrawn':
      await withdrawItems(trx, no, fact.data.items);
      return setApplication(trx, no, { phase: 'withdrawn', paper: paperOnceOver });
    case 'checkOpened':
      return setApplication(trx, no, { stopped: null });
    case 'preAccepted':
      await showDeficits(trx, no, fact.data.deficits, fact.data.deadline);
      // No period runs while the applicant was told what is missing.
      await updateItems(trx, no, { answer_due: null });
      return setApplication(trx, no, { stopped: 'preAccepted' });
    case 'deficitSupplied':
      return showDeficits(trx, no, fact.data.remaining);
    case 'deficitsLapsed':
      for (const { itemCode } of fact.data.deficits)
        await item(itemCode, { phase: 'correctionLapsed', answer_due: null, ...noDeficits });
      return;
    case 'helperNamed':
    case 'helperRemoved':
      return setHelper(trx, no, fact);
    case 'commitmentSigned':
      return item(fact.data.itemCode, { committed: true });
    case 'firstContactAssigned':
      return setApplication(trx, no, { first_contact: fact.data.name });
    case 'paperExpected':
      return setApplication(trx, no, { paper: 'due' });
    case 'paperReceived':
      return setApplication(trx, no, { paper: fact.data.toForward ? 'toForward' : 'received' });
    case 'paperForwarded':
      return setApplication(trx, no, { paper: 'forwarded' });
    case 'acceptanceConcluded':
      if (fact.data.accepted.length > 0) return;
      await refuseReturned(trx, no);
      return setApplication(trx, no, { paper: paperOnceOver });
    case 'deadlineRetimed':
      for (const column of ['answer_due', 'deficits_due'] as const)
        await trx
          .updateTable('intake.item')
          .set({ [column]: JSON.stringify(fact.data.to) })
          .where('application_no', '=', no)
          .where(sql<boolean>`${sql.ref(column)}->>'key' = ${fact.data.key}`)
          .execute();
      return retimeCorrection(trx, no, fact.data.key, JSON.stringify(fact.data.to));
    case 'correctionDraftRequested':
    case 'correctionDraftOverdue':
    case 'correctionDrafted':
    case 'correctionNoticeOverdue':
    case 'correctionIssued':
    case 'materialSupplied':
    case 'correctionCompleted':
    case 'correctionLapsed':
    case 'correctionOverridden':
      return projectCorrection(trx, no, fact);
    case 'applicationFiled':
    case 'documentIssued':
    case 'calendarAdopted':
    case 'lateEventRecorded':
    case 'operatorIntervened':
      return;
  }
}

/** Of the application, or of the stage once items were handed on to it. */
const setHelper = (trx: Trx, no: string, fact: HelperFact): Promise<void> =>
  setApplication(trx, no, { helper: fact.type === 'helperNamed' ? JSON.stringify(fact.data.helper) : null });

/** Nobody asks for papers any more, or passes them on. */
const paperOnceOver = sql<PaperPhase>`case paper when 'due' then 'notNeeded' when 'toForward' then 'received' else paper end`;

/** Every item without an end of its own where none is named: what was refused before stays refused. */
async function withdrawItems(trx: Trx, no: string, named: string[] | undefined): Promise<void> {
  const codes = named ?? (await unended(trx, no));
  const withdrawn = { phase: 'withdrawn' as const, answer_due: null, ...noDeficits };
  for (const code of codes) {
    await addCode(trx, no, code, 'applicationWithdrawn');
    await updateItem(trx, no, code, withdrawn);
  }
}

async function unended(trx: Trx, no: string): Promise<string[]> {
  const items = await trx
    .selectFrom('intake.item')
    .select('item_code')
    .where('application_no', '=', no)
    .where('phase', 'not in', ['refused', 'notRequired', 'correctionLapsed'])
    .execute();
  return items.map((item) => item.item_code);
}

async function refuseItem(
  trx: Trx,
  no: string,
  { type, data: { itemCode, reason } }: Extract<ApplicationFact, { type: 'itemAcceptanceRefused' | 'itemNotRequired' }>,
): Promise<void> {
  await addCode(trx, no, itemCode, type);
  const phase = type === 'itemNotRequired' ? 'notRequired' : 'refused';
  await updateItem(trx, no, itemCode, { phase, return_reason: reason, answer_due: null, ...noDeficits });
}

/** Facts of approval about items of ours. */
export async function projectReviewFacts(trx: Trx, no: string, facts: Fact[]): Promise<void> {
  for (const fact of facts) {
    if (!isReview(fact)) continue;
    switch (fact.type) {
      case 'itemAccepted': {
        const { itemCode, acceptedOn } = fact.data;
        await addCode(trx, no, itemCode, fact.type);
        await updateItem(trx, no, itemCode, { phase: 'accepted', accepted_on: acceptedOn });
        break;
      }
      case 'itemAcceptanceRefused':
        await refuseItem(trx, no, fact);
        break;
      case 'reviewStarted': {
        const { itemCode, deadline } = fact.data;
        await addCode(trx, no, itemCode, fact.type);
        await updateItem(trx, no, itemCode, { phase: 'underReview', due: deadline ? JSON.stringify(deadline) : null });
        break;
      }
      case 'itemTransferred':
        await updateItem(trx, no, fact.data.itemCode, { department: fact.data.department });
        break;
      case 'specialProcedureStarted':
      case 'specialProcedureEnded': {
        const { itemCode, due } = fact.data;
        const phase = fact.type === 'specialProcedureStarted' ? 'suspended' : 'underReview';
        await addCode(trx, no, itemCode, fact.type);
        await updateItem(trx, no, itemCode, { phase, ...(due && { due: JSON.stringify(due) }) });
        break;
      }
      case 'deadlineExtended':
        await updateItem(trx, no, fact.data.itemCode, { due: JSON.stringify(fact.data.to) });
        break;
      case 'itemOverdue':
        await updateItem(trx, no, fact.data.itemCode, { overdue: true });
        break;
      case 'itemGranted':
      case 'itemDenied':
        await addCode(trx, no, fact.data.itemCode, fact.type);
        await updateItem(trx, no, fact.data.itemCode, { phase: fact.type === 'itemGranted' ? 'granted' : 'denied' });
        break;
      case 'deadlineRetimed':
        await trx
          .updateTable('intake.item')
          .set({ due: JSON.stringify(fact.data.to) })
          .where('application_no', '=', no)
          .where(sql<boolean>`due->>'key' = ${fact.data.key}`)
          .execute();
        break;
      case 'itemWithdrawn':
        await addCode(trx, no, fact.data.itemCode, fact.type);
        await updateItem(trx, no, fact.data.itemCode, { phase: 'withdrawn', deficits: [] });
        break;
      case 'helperNamed':
      case 'helperRemoved':
        await setHelper(trx, no, fact);
        break;
      case 'stageWithdrawn':
        await setApplication(trx, no, { phase: 'withdrawn' });
        break;
      case 'stageCompleted':
        await setApplication(trx, no, { stage_completed: true });
        break;
      default:
    }
  }
  await derivePhase(trx, no);
}

/** The application's state follows from its items' (docs/architecture.md). */
async function derivePhase(trx: Trx, no: string): Promise<void> {
  const application = await trx
    .selectFrom('intake.application')
    .select(['phase', 'stage_completed', 'stopped', awaitsCorrection(no).as('correcting')])
    .select(sql<ItemPhase[]>`array(select phase from intake.item where application_no = ${no})`.as('items'))
    .where('application_no', '=', no)
    .executeTakeFirst();
  if (!application || ['refused', 'notRequired', 'withdrawn'].includes(application.phase)) return;
  const phase = application.correcting ? 'correcting' : phaseOf(application.items, application);
  if (phase !== application.phase) await setApplication(trx, no, { phase });
}

function phaseOf(
  items: string[],
  { stage_completed, stopped }: Pick<Selectable<ApplicationTable>, 'stage_completed' | 'stopped'>,
): ApplicationPhase {
  if (items.every((phase) => phase === 'refused')) return 'refused';
  if (stage_completed) return 'concluded';
  if (items.some((phase) => ['received', 'pushed', 'confirmed'].includes(phase))) return stopped ?? 'checking';
  const ended = items.filter((phase) => ['refused', 'notRequired', 'correctionLapsed'].includes(phase));
  if (ended.length === items.length) return endOf(ended);
  // Nothing is accepted yet, and another unit may still take what was returned (policy 1.8-9).
  if (items.every((phase) => phase === 'returned' || ended.includes(phase))) return 'checking';
  return ended.length > 0 || items.includes('returned') ? 'partlyAccepted' : 'accepted';
}

/** All that was left was returned for good: its return told the applicant the reasons (许可法 32(2); 002 二(一)2(2)). */
async function refuseReturned(trx: Trx, no: string): Promise<void> {
  const returned = await trx
    .selectFrom('intake.item')
    .select('item_code')
    .where('application_no', '=', no)
    .where('phase', '=', 'returned')
    .executeTakeFirst();
  if (returned) await setApplication(trx, no, { phase: 'refused' });
}

/** Nothing was accepted: what lapsed stands before what was refused, that before what needs no permit. */
function endOf(items: string[]): ApplicationPhase {
  if (items.includes('correctionLapsed')) return 'correctionLapsed';
  return items.includes('refused') ? 'refused' : 'notRequired';
}

/** `due`: where it begins to run; afterwards it stays with what is still open. */
async function showDeficits(trx: Trx, no: string, open: Deficit[], due?: Deadline): Promise<void> {
  await updateItems(trx, no, { deficits: [] });
  for (const { itemCode, materials } of open)
    await updateItem(trx, no, itemCode, {
      deficits: materials,
      ...(due && { deficits_due: JSON.stringify(due) }),
    });
  const items = trx.updateTable('intake.item').set({ deficits_due: null }).where('application_no', '=', no);
  await items.where(sql<boolean>`cardinality(deficits) = 0`).execute();
}
