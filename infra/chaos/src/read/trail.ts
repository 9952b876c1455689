/** Everything the database holds of a wave, read once when it is at rest. */
import { withDatabase } from './database.ts';
import { type Service, services } from './progress.ts';

export interface JournalRow {
  id: string;
  caller: string;
  key: string;
  service: string;
  workflowId: string;
  no: string;
  kind: string;
  itemCode: string | null;
  department: string | null;
  at: string;
  ordinal: number;
  state: string;
  body: string | null;
  outcome: { status: string; data?: { facts?: string[]; applicationNo?: string }; problem?: { code: string } } | null;
}

export interface FactRow {
  service: Service;
  no: string;
  sequence: number;
  workflowId: string;
  seq: number;
  /** As stored: what the hash is of. */
  text: string;
  hash: string;
  body: {
    type: string;
    at: string;
    recordedAt: string;
    actor: { id: string };
    seq: number;
    workflowId: string;
    data: Record<string, unknown>;
  };
}

export interface OutboxRow {
  service: Service;
  id: string;
  no: string;
  position: number;
  payload: {
    id: string;
    time: string;
    sequence: number;
    subject: string;
    partitionkey: string;
    data: { facts: { type: string; seq: number }[] };
  };
}

export interface WorkflowRow {
  workflowId: string;
  no: string;
  head: number;
  closed: boolean;
}

export interface ItemRow {
  no: string;
  itemCode: string;
  department: string;
  phase: string;
  round: number;
  deemed: boolean;
  acceptedOn: string | null;
  overdue: boolean;
}

export interface ApplicationRow {
  no: string;
  phase: string;
  deemed: boolean;
  acceptedOn: string | null;
}

export interface Trail {
  now: string;
  journal: JournalRow[];
  facts: FactRow[];
  outbox: OutboxRow[];
  workflows: WorkflowRow[];
  applications: ApplicationRow[];
  items: ItemRow[];
  openTasks: { id: string; no: string }[];
}

const all = (one: (service: Service) => string): string => services.map(one).join(' union all ');

const texts = {
  now: `select journal.iso(journal.clock('live')) as now`,
  journal: `select id, caller, idempotency_key as key, service, workflow_id as "workflowId", case_no as no, kind,
      item_code as "itemCode", actor->>'departmentId' as department, journal.iso(received_at) as at, ordinal::int, state, body, outcome
    from journal.command order by received_at, ordinal`,
  facts: `select * from (${all(
    (s) =>
      `select '${s}' as service, case_no as no, sequence::int, workflow_id as "workflowId", seq, body::text as text, hash, body from ${s}.fact`,
  )}) f order by service, no, sequence`,
  outbox: `select * from (${all(
    (s) => `select '${s}' as service, id, key as no, position::int, payload from ${s}.outbox`,
  )}) o order by service, position`,
  workflows: all(
    (s) => `select workflow_id as "workflowId", case_no as no, head, closed is not null as closed from ${s}.workflow`,
  ),
  applications: `select application_no as no, phase, deemed, accepted_on::text as "acceptedOn" from intake.application`,
  items: `select application_no as no, item_code as "itemCode", department, phase, round, deemed, accepted_on::text as "acceptedOn", overdue
    from intake.item`,
  openTasks: `select id, application_no as no from approval.task where closed_at is null and kind <> 'handover'`,
};

export const readTrail = (databaseUrl: string): Promise<Trail> =>
  withDatabase(databaseUrl, async (client) => {
    const rows = async <Row extends object>(text: string): Promise<Row[]> => (await client.query<Row>(text)).rows;
    await client.query('begin isolation level repeatable read');
    const [clock] = await rows<{ now: string }>(texts.now);
    return {
      now: clock?.now ?? '',
      journal: await rows<JournalRow>(texts.journal),
      facts: await rows<FactRow>(texts.facts),
      outbox: await rows<OutboxRow>(texts.outbox),
      workflows: await rows<WorkflowRow>(texts.workflows),
      applications: await rows<ApplicationRow>(texts.applications),
      items: await rows<ItemRow>(texts.items),
      openTasks: await rows<{ id: string; no: string }>(texts.openTasks),
    };
  });
