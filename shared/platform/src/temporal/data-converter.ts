/** The one data converter: of clients, workers and the replay of histories. Plain JSON unless there is a key. */
import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import { createPayloadCodec, type PayloadKeys } from './payload-codec.ts';

/** Messages and stacks of failures go where the codec reaches them. Workflow bundles have it built in. */
export const failureConverterPath = fileURLToPath(new URL('./failure-converter.ts', import.meta.url));

export const createDataConverter = (keys: PayloadKeys): DataConverter => ({
  ...(keys.current && { failureConverterPath }),
  payloadCodecs: [createPayloadCodec(keys)],
});

/** Reads encrypted histories, and says in plain words why one does not replay. */
export const replayConverter = (keys: PayloadKeys): DataConverter => ({ payloadCodecs: [createPayloadCodec(keys)] });
