/**
 * Open cases of the store against running workflows, in both directions. Visibility only proposes, since it lags behind: the server
 * is asked about each difference, and the store once more. Read models never come from here.
 */
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { caseNoOf, liveRealm, type ServiceName } from '@yichuang/contracts/temporal';
import { type QueryExecutorProvider, sql } from 'kysely';

export interface Discrepancy {
  service: ServiceName;
  /**
   * `ended`: open in the store, no workflow runs. `unknown`: a workflow runs that the store does not hold. `closing`: closed in the
   * store, its workflow still runs; it ends by itself as soon as a worker takes it up.
   */
  kind: 'ended' | 'unknown' | 'closing';
  workflowId: string;
  caseNo: string;
  realm: string;
  /** Of the last run, in the server's words; `NOT_FOUND` where there is none. */
  status: string;
}

interface OpenRow {
  workflowId: string;
  caseNo: string;
  realm: string;
  young: boolean;
}

export interface ReconcileOptions {
  service: ServiceName;
  db: QueryExecutorProvider;
  client: Client;
  /** A case younger than this may still be without a workflow: it is being started. */
  graceMs: number;
}

const chunk = 20;

export async function compare({ service, db, client, graceMs }: ReconcileOptions): Promise<Discrepancy[]> {
  const table = sql.ref(`${service}.workflow`);
  const openRows = async (ids?: string[]): Promise<OpenRow[]> => {
    const { rows } = await sql<OpenRow>`select workflow_id as "workflowId", case_no as "caseNo", realm,
        created_at > clock_timestamp() - ${graceMs} * interval '1 millisecond' as young
      from ${table} where closed is null and (${ids === undefined} or workflow_id = any(${ids ?? []})) order by workflow_id`.execute(
      db,
    );
    return rows;
  };
  const open = await openRows();
  const running = new Set<string>();
  const query = `TaskQueue = '${service}' AND ExecutionStatus = 'Running'`;
  for await (const { workflowId } of client.workflow.list({ query, pageSize: 1000 })) running.add(workflowId);

  const silent = await statuses(
    client,
    open.map(({ workflowId }) => workflowId).filter((id) => !running.has(id)),
  );
  const ended = (await openRows([...silent.keys()])).flatMap(({ young, ...row }): Discrepancy[] => {
    const status = silent.get(row.workflowId) ?? 'RUNNING';
    const asItShould = status === 'RUNNING' || (status === 'NOT_FOUND' && young);
    return asItShould ? [] : [{ service, kind: 'ended', ...row, status }];
  });

  const known = new Set(open.map(({ workflowId }) => workflowId));
  const extra = await statuses(
    client,
    [...running].filter((id) => !known.has(id)),
  );
  const { rows } = await sql<{ workflowId: string; closed: boolean; realm: string }>`
    select workflow_id as "workflowId", closed is not null as closed, realm from ${table}
     where workflow_id = any(${[...extra.keys()]})`.execute(db);
  const held = new Map(rows.map((row) => [row.workflowId, row]));
  const stray = [...extra].flatMap(([workflowId, status]): Discrepancy[] => {
    const row = held.get(workflowId);
    if (status !== 'RUNNING' || row?.closed === false) return [];
    const realm = row?.realm ?? liveRealm;
    return [{ service, kind: row ? 'closing' : 'unknown', workflowId, caseNo: caseNoOf(workflowId), realm, status }];
  });
  return [...ended, ...stray];
}

/** Of the last run of each, asked of the server itself. */
async function statuses(client: Client, ids: string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let i = 0; i < ids.length; i += chunk) {
    const some = ids.slice(i, i + chunk);
    const answers = await Promise.all(some.map((id) => statusOf(client, id)));
    some.forEach((id, n) => found.set(id, answers[n] ?? ''));
  }
  return found;
}

async function statusOf(client: Client, workflowId: string): Promise<string> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'NOT_FOUND';
    throw error;
  }
}
