/** A filing in one transaction: journal row, application, first fact, outbox, and the start of its workflow. */
import type { FiledData } from '@yichuang/contracts';
import { type Actor, applicationWorkflowId, type NewFact, type StoredFact } from '@yichuang/contracts/temporal';
import { dateOf, type Instant } from '@yichuang/kernel';
import type { commandOf } from '@yichuang/platform';
import {
  calendarAt,
  enqueue,
  Problem,
  receive,
  recordIn,
  registerWorkflow,
  type ServiceTools,
} from '@yichuang/platform';
import type { CaseSlice } from '@yichuang/regions/types';
import type { ApplicationInput } from '@yichuang/workflows/messages';
import { sql, type Transaction } from 'kysely';
import { projectOwnFacts } from './projection.ts';
import type { IntakeDatabase } from './schema.ts';

export interface Filing {
  regionCode: string;
  slice: CaseSlice;
  filed: Omit<FiledData, 'applicationNo'>;
  actor: Actor;
}

type Command = ReturnType<typeof commandOf>;

/** A second call with the same key finds the first one's command. */
export async function file(
  { db, cipher, clockOffsetMs }: ServiceTools<IntakeDatabase>,
  filing: Filing,
  command: Omit<Command, 'workflowId' | 'caseNo'>,
): ReturnType<typeof receive> {
  return db.transaction().execute(async (trx) => {
    const caseNo = await nextNumber(trx, filing.regionCode, command.realm);
    const workflowId = applicationWorkflowId(caseNo);
    const received = await receive(trx, cipher, { ...command, workflowId, caseNo });
    if (!received.new) return received;
    const { receivedAt: at } = received;
    const filed: FiledData = { applicationNo: caseNo, ...filing.filed };
    const fact: NewFact = {
      type: 'applicationFiled',
      at,
      actor: filing.actor,
      basis: filing.slice.acceptance.basis,
      data: filed,
    };
    const calendar = await calendarAt(trx, command.realm, at);
    await insertApplication(trx, command.realm, at, filing, filed);
    const recordedFact: StoredFact = { ...fact, seq: 1, recordedAt: at };
    const input: ApplicationInput & { summary: string } = {
      caseNo,
      realm: command.realm,
      at,
      clockOffsetMs,
      calendar,
      slice: filing.slice,
      filed,
      facts: [recordedFact],
      summary: `${filing.slice.stage.name} · ${filing.slice.region.name} · ${String(filing.slice.items.length)} 事项`,
    };
    await registerWorkflow(trx, 'intake', {
      workflowId,
      type: 'applicationWorkflow',
      caseNo,
      realm: command.realm,
      input,
    });
    const reply = await recordIn(
      trx,
      'intake',
      projectOwnFacts,
      {
        workflowId,
        expectedHead: 0,
        cause: command.id,
        kind: 'command',
        at,
        ordinal: received.ordinal,
        calendarVersion: calendar.version,
        facts: [fact],
        outcome: { status: 'done', data: { applicationNo: caseNo } },
      },
      command.realm,
    );
    if (reply.kind !== 'ok') throw new Error(`filing was not recorded: ${reply.kind}`);
    await enqueue(trx, 'intake', { workflowId, realm: command.realm, event: undefined });
    return received;
  });
}

/** 办件编号: division, day of receipt, serial; unique across realms, no personal data. */
async function nextNumber(trx: Transaction<IntakeDatabase>, regionCode: string, realm: string): Promise<string> {
  const { rows } = await sql<{ n: number; at: string }>`
    select nextval('intake.application_number') as n, journal.iso(journal.clock(${realm})) as at`
    .execute(trx)
    .catch(unknownRealm);
  const row = rows[0];
  if (!row) throw new Error('no application number');
  return `${regionCode}-${dateOf(row.at).replaceAll('-', '')}-${String(row.n).padStart(6, '0')}`;
}

function unknownRealm(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'YC404')
    throw new Problem(404, {
      code: 'unknown-realm',
      title: '没有这个沙箱',
      detail: '请先建立沙箱,再以 Sandbox-Realm 使用。',
    });
  throw error;
}

async function insertApplication(
  trx: Transaction<IntakeDatabase>,
  realm: string,
  at: Instant,
  { slice, actor }: Filing,
  filed: FiledData,
): Promise<void> {
  await trx
    .insertInto('intake.application')
    .values({
      application_no: filed.applicationNo,
      realm,
      region: filed.region,
      stage: filed.stage,
      channel: filed.channel,
      project_code: filed.projectCode,
      project_name: filed.projectName,
      applicant_name: filed.applicantName,
      uscc: filed.uscc,
      filed_by: actor.id,
      filed_at: at,
      phase: 'checking',
      accepted_on: null,
      deemed: false,
    })
    .execute();
  await trx
    .insertInto('intake.item')
    .values(
      slice.items.map((item) => ({
        application_no: filed.applicationNo,
        item_code: item.code,
        department: item.department,
        phase: 'received' as const,
        round: 0,
        deemed: false,
        accepted_on: null,
        return_reason: null,
        answer_due: null,
        due: null,
      })),
    )
    .execute();
}
