/** A granted item starts the workflow that hands its result out, as soon as the application and its acceptance are known too. */
import { type ApplicationFact, type ItemFact, isFactType } from '@yichuang/contracts';
import { issuanceWorkflowId } from '@yichuang/contracts/temporal';
import {
  calendarAt,
  type EventEffect,
  enqueue,
  registerWorkflow,
  rulesOf,
  type ServiceTools,
} from '@yichuang/platform';
import type { IssuanceInput } from '@yichuang/workflows/messages';
import type { Transaction } from 'kysely';
import {
  type Known,
  keepAcceptance,
  keepApplication,
  keepGrant,
  knownOf,
  lockCase,
  settleDeficits,
} from '../store/heard.ts';
import type { IssuanceDatabase } from '../store/schema.ts';

type Heard = { type: string; at: string; data: unknown };

const heeded: string[] = ['applicationFiled', 'itemAccepted', 'itemWaiting', 'deficitSupplied', 'itemGranted'];

const isOurs = (fact: Heard): fact is ApplicationFact | ItemFact => isFactType(fact.type);

export function issuanceEffect({ clockOffsetMs }: ServiceTools<IssuanceDatabase>): EventEffect<IssuanceDatabase> {
  return async (trx, { id, partitionkey: caseNo, realm, data }) => {
    const heard: Heard[] = data.facts;
    const facts = heard.filter(isOurs);
    if (!facts.some(({ type }) => heeded.includes(type))) return;
    await lockCase(trx, caseNo);
    for (const fact of facts) {
      if (fact.type === 'applicationFiled') await keepApplication(trx, realm, fact.data);
      // What waits may have deficits already; they stand when it is accepted.
      if (fact.type === 'itemAccepted' || fact.type === 'itemWaiting') await keepAcceptance(trx, caseNo, fact.data);
      if (fact.type === 'itemGranted') await keepGrant(trx, caseNo, fact.at, fact.data);
    }
    const known = await knownOf(trx, caseNo);
    if (!known) return;
    if (known.grants.length > 0) await openResults(trx, known, { caseNo, realm, clockOffsetMs });
    for (const fact of facts) {
      if (fact.type !== 'deficitSupplied') continue;
      for (const { itemCode, materials } of await settleDeficits(trx, caseNo, fact.data.remaining)) {
        if (!known.grants.some(({ item_code: code }) => code === itemCode)) continue;
        const event = { id: `${id}/${itemCode}`, type: fact.type, at: fact.at, data: { remaining: materials } };
        await enqueue(trx, 'issuance', { workflowId: issuanceWorkflowId(caseNo, itemCode), realm, event });
      }
    }
  };
}

/** Starts what hands each granted result out; what runs already goes on. */
async function openResults(
  trx: Transaction<IssuanceDatabase>,
  known: Known,
  { caseNo, realm, clockOffsetMs }: Pick<IssuanceInput, 'caseNo' | 'realm' | 'clockOffsetMs'>,
): Promise<void> {
  const slice = await rulesOf(trx, known.filed.rules);
  for (const { granted_at: at, grant_data: grant, deficits } of known.grants) {
    const item = slice.items.find(({ code }) => code === grant.itemCode);
    if (!item) throw new Error(`${caseNo} has no item ${grant.itemCode}`);
    const workflowId = issuanceWorkflowId(caseNo, item.code);
    const { applicantName, projectName, projectCode, uscc } = known.filed;
    const input: IssuanceInput & { summary: string } = {
      caseNo,
      realm,
      at,
      clockOffsetMs,
      calendar: await calendarAt(trx, realm, at),
      slice,
      item,
      department: grant.department,
      accepted: { applicantName, projectName, projectCode },
      uscc,
      result: grant.result,
      deficits,
      ...(grant.limit && { limit: grant.limit }),
      summary: `${slice.stage.name} · ${slice.region.name} · 出件 ${item.code}`,
    };
    await registerWorkflow(trx, 'issuance', { workflowId, type: 'issuanceWorkflow', caseNo, realm, input });
    await enqueue(trx, 'issuance', { workflowId, realm, event: undefined });
  }
}
