import { Connection } from '@temporalio/client';
import { codeOf } from '../log.ts';
import { poll } from '../poll.ts';

/** Types of search attributes that this project uses. */
export type SearchAttributeType = 'Keyword' | 'Datetime' | 'KeywordList' | 'Int';

// Numbers of the enum temporal.api.enums.v1.IndexedValueType.
const INDEXED_VALUE_TYPES = { Keyword: 2, Int: 3, Datetime: 6, KeywordList: 7 } as const;
const GRPC_NOT_FOUND = 5;
const GRPC_ALREADY_EXISTS = 6;
const DAY_SECONDS = 86_400;

/** Registers the search attributes that are missing; throws when one exists with another type. */
export function registerSearchAttributes(
  address: string,
  namespace: string,
  attributes: Readonly<Record<string, SearchAttributeType>>,
): Promise<void> {
  return withConnection(address, async ({ operatorService }) => {
    const list = async (): Promise<Readonly<Record<string, number>>> =>
      (await operatorService.listSearchAttributes({ namespace })).customAttributes;
    const existing = await list();
    const wanted = Object.entries(attributes).map(([name, type]) => [name, INDEXED_VALUE_TYPES[type]] as const);
    for (const [name, type] of wanted) {
      const current = existing[name];
      if (current !== undefined && current !== type)
        throw new Error(`search attribute ${name} of ${namespace} exists with type ${current}, wanted ${type}`);
    }
    const missing = wanted.filter(([name]) => existing[name] === undefined);
    if (missing.length === 0) return;
    try {
      await operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(missing) });
    } catch (error) {
      if (codeOf(error) !== GRPC_ALREADY_EXISTS) throw error;
    }
    await poll(
      `search attributes of ${namespace}`,
      async () => {
        const now = await list();
        return missing.every(([name]) => now[name] !== undefined) ? true : undefined;
      },
      { timeoutMs: 30_000 },
    );
  });
}

/** Registers the namespace if it is missing, sets its retention if that differs, and waits until it can be used. */
export function ensureNamespace(address: string, name: string, retentionDays: number): Promise<void> {
  return withConnection(address, async ({ workflowService }) => {
    const describe = async (namespace: string): Promise<number | undefined> => {
      try {
        const { config } = await workflowService.describeNamespace({ namespace });
        return Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0);
      } catch (error) {
        if (codeOf(error) === GRPC_NOT_FOUND) return undefined;
        throw error;
      }
    };
    const wanted = retentionDays * DAY_SECONDS;
    const current = await describe(name);
    if (current !== wanted) {
      const retention = { seconds: await longOf(wanted, workflowService) };
      try {
        if (current === undefined)
          await workflowService.registerNamespace({ namespace: name, workflowExecutionRetentionPeriod: retention });
        else
          await workflowService.updateNamespace({
            namespace: name,
            config: { workflowExecutionRetentionTtl: retention },
          });
      } catch (error) {
        if (codeOf(error) !== GRPC_ALREADY_EXISTS) throw error;
      }
    }
    // The server's namespace cache learns of a new one up to some seconds later.
    await poll(`namespace ${name}`, () => workflowService.countWorkflowExecutions({ namespace: name }), {
      timeoutMs: 30_000,
      everyMs: 100,
    });
  });
}

// The API takes 64-bit numbers as objects of a library; one that the server sent is turned into the wanted number.
async function longOf(value: number, service: Connection['workflowService']) {
  const { config } = await service.describeNamespace({ namespace: 'temporal-system' });
  const sent = config?.workflowExecutionRetentionTtl?.seconds;
  if (sent === undefined || sent === null) throw new Error('namespace temporal-system has no retention');
  return sent.subtract(sent).add(value);
}

async function withConnection<T>(address: string, use: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address, connectTimeout: '10s' });
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}
