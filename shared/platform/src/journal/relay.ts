/** Delivers open commands to the workflows of one service: per workflow strictly in the order received, until each has its outcome. */

import { type Client, ServiceError, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { type CommandEnvelope, caseNoOf, type ServiceName } from '@yichuang/contracts/temporal';
import { type QueryExecutorProvider, sql } from 'kysely';
import { type Leader, lead } from '../db/leader.ts';
import type { Logger } from '../log.ts';
import { withTrace } from '../observe/trace.ts';
import type { Cipher } from './cipher.ts';

interface OpenCommand extends Omit<CommandEnvelope, 'body'> {
  workflowId: string;
  body: string;
  traceparent: string | null;
}

export interface CommandRelayOptions {
  service: ServiceName;
  databaseUrl: string;
  db: QueryExecutorProvider;
  client: Client;
  cipher: Cipher;
  log: Logger;
}

const deliveryMs = 10_000;
const retryMs = { first: 100, most: 2_000 };

export function startCommandRelay({ service, databaseUrl, db, client, cipher, log }: CommandRelayOptions): Leader {
  const underWay = new Map<string, Promise<void>>();
  const failures = new Map<string, number>();

  const deliver = async ({ workflowId, body, traceparent: _, ...command }: OpenCommand): Promise<boolean> => {
    const handle = client.workflow.getHandle(workflowId);
    try {
      await client.withDeadline(Date.now() + deliveryMs, () =>
        handle.executeUpdate('command', { updateId: command.id, args: [{ ...command, body: cipher.open(body) }] }),
      );
      log.info({ commandId: command.id, kind: command.kind, workflowId, caseNo: caseNoOf(workflowId) }, 'command done');
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return answerClosed(command.id);
      if (error instanceof WorkflowUpdateFailedError)
        log.error({ workflowId, commandId: command.id, error: String(error.cause) }, 'update failed');
      else log.warn({ workflowId, commandId: command.id, error: reasonOf(error) }, 'command not delivered yet');
      return false;
    }
  };

  /** Not found is "closed" if the store says so, else "not started yet": then the command waits. */
  const answerClosed = async (id: string): Promise<boolean> => {
    const { rows } = await sql<{
      closed: boolean;
    }>`select ${sql.ref(`${service}.answer_closed`)}(${id}) as closed`.execute(db);
    return rows[0]?.closed === true;
  };

  const start = (command: OpenCommand): void => {
    const { workflowId } = command;
    const one = withTrace(command.traceparent, () => deliver(command))
      .catch((error: unknown) => {
        log.warn({ workflowId, error: String(error) }, 'command not delivered yet');
        return false;
      })
      .then((done) => {
        const failed = done ? 0 : (failures.get(workflowId) ?? 0) + 1;
        if (done) failures.delete(workflowId);
        else failures.set(workflowId, failed);
        const pause = done ? 0 : Math.min(retryMs.first * 2 ** failed, retryMs.most);
        setTimeout(() => {
          underWay.delete(workflowId);
          leader.wake();
        }, pause);
      });
    underWay.set(workflowId, one);
  };

  const leader = lead({
    databaseUrl,
    name: `${service}.commands`,
    channels: [`journal_open_${service}`],
    log,
    async work(connection) {
      const { rows } = await connection.query<OpenCommand>(
        `select distinct on (workflow_id) id, workflow_id as "workflowId", kind, actor, journal.iso(received_at) as "receivedAt", ordinal, body, traceparent
           from journal.command where service = $1 and state = 'open' and not workflow_id = any($2)
          order by workflow_id, received_at, ordinal limit 200`,
        [service, [...underWay.keys()]],
      );
      for (const command of rows) start(command);
    },
  });
  return leader;
}

/** The client's `ServiceError` hides what the server said in its cause. */
const reasonOf = (error: unknown): string =>
  error instanceof ServiceError ? `${String(error)}: ${String(error.cause)}` : String(error);
