/** Connection to Temporal; it may come and go, so nothing here waits for it at start-up. */
import { Client, Connection } from '@temporalio/client';

export interface TemporalClient {
  client: Client;
  close(): Promise<void>;
}

export function createTemporalClient(options: { address: string; namespace: string }): TemporalClient {
  const connection = Connection.lazy({ address: options.address });
  return { client: new Client({ connection, namespace: options.namespace }), close: () => connection.close() };
}
