/**
 * How far a wave has come, from the database: open tasks, and whatever is still on its way. A wave ends with the decisions: the
 * results stay with their departments.
 */
import type { TaskKind } from '../plan/types.ts';
import { select } from './database.ts';

export const services = ['intake', 'approval', 'issuance', 'assist'] as const;
export type Service = (typeof services)[number];

export interface OpenTask {
  id: string;
  no: string;
  kind: TaskKind;
  itemCode: string;
  round: number;
  department: string;
}

export const openTasks = (databaseUrl: string): Promise<OpenTask[]> =>
  select<OpenTask>(
    databaseUrl,
    `select id, application_no as no, kind, item_code as "itemCode", round, department
       from approval.task where closed_at is null and kind <> 'handover' order by id`,
  );

const parts = services.flatMap((service) => [
  `select 'outbox of ${service}' as what, key as id from ${service}.outbox where published_at is null`,
  `select 'message to ${service}', workflow_id || ' ' || event_id from ${service}.inbound where not recorded`,
  `select 'parked by ${service}', event_id || ': ' || coalesce(error, 'behind another') from ${service}.parked`,
  `select 'not closed', workflow_id from ${service}.workflow where closed is null and type <> 'issuanceWorkflow'`,
  ...services
    .filter((other) => other !== service)
    .map(
      (other) =>
        `select 'event of ${service} for ${other}', id from ${service}.outbox o
           where not exists (select 1 from ${other}.inbox i where i.event_id = o.id)`,
    ),
]);
const onItsWay = [
  `select 'command' as what, id::text || ' ' || kind || ' ' || workflow_id as id from journal.command where state = 'open'`,
  ...parts,
].join(' union all ');

/** What is not at rest yet, one line each; empty when everything is. */
export async function unsettled(databaseUrl: string): Promise<string[]> {
  const rows = await select<{ what: string; id: string }>(databaseUrl, onItsWay);
  return rows.map(({ what, id }) => `${what}: ${id}`);
}
