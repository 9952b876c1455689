/** Connection to Temporal; it may come and go, so nothing here waits for it at start-up. */
import { Client, Connection } from '@temporalio/client';
import { createDataConverter } from './data-converter.ts';
import type { PayloadKeys } from './payload-codec.ts';

export interface TemporalClient {
  client: Client;
  close(): Promise<void>;
}

export interface TemporalOptions {
  address: string;
  namespace: string;
  payloadKeys: PayloadKeys;
}

export function createTemporalClient({ address, namespace, payloadKeys }: TemporalOptions): TemporalClient {
  const connection = Connection.lazy({ address });
  const client = new Client({ connection, namespace, dataConverter: createDataConverter(payloadKeys) });
  return { client, close: () => connection.close() };
}
