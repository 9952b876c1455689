/** Activities every case workflow needs: recording facts for its service, in the realm the workflow is registered with. */
import type { RecorderActivities, ServiceName } from '@yichuang/contracts/temporal';
import { type Cipher, createRecorder, type Logger, type Projection } from '@yichuang/platform';
import { type Kysely, sql } from 'kysely';

export function createRecorderActivities<DB>(options: {
  service: ServiceName;
  db: Kysely<DB>;
  cipher: Cipher;
  project: Projection<DB>;
  log: Logger;
}): RecorderActivities {
  const record = createRecorder(options);
  const realms = new Map<string, string>();
  const realmOf = async (workflowId: string): Promise<string> => {
    const known = realms.get(workflowId);
    if (known !== undefined) return known;
    const { rows } = await sql<{
      realm: string;
    }>`select realm from ${sql.ref(`${options.service}.workflow`)} where workflow_id = ${workflowId}`.execute(
      options.db,
    );
    const realm = rows[0]?.realm;
    if (realm === undefined) throw new Error(`unknown workflow ${workflowId}`);
    return realm;
  };
  return {
    recordFacts: async (request) => record(request, await realmOf(request.workflowId)),
  };
}
