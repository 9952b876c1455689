/** A history as a system with a key would have written it. */
import type { Payload, PayloadCodec } from '@temporalio/common';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import proto from '@temporalio/proto';

const { History: HistoryMessage } = proto.temporal.api.history.v1;

/** Search attributes are read by the server, what a marker is about by the SDK's core: neither is encrypted. */
const plainAlways = ['searchAttributes', 'indexedFields', 'header', 'data', 'patch-data'];

/** Every payload goes through the codec; `count` says how many did. */
export async function encryptedHistory(
  codec: PayloadCodec,
  history: History,
): Promise<{ history: History; count: number }> {
  const copy = HistoryMessage.decode(HistoryMessage.encode(history).finish());
  let count = 0;
  const walk = async (value: unknown): Promise<void> => {
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
    for (const [name, member] of Object.entries(value)) {
      if (plainAlways.includes(name)) continue;
      if (!isPayload(member)) {
        await walk(member);
        continue;
      }
      const [sealed] = await codec.encode([member]);
      Reflect.set(value, name, sealed);
      count += 1;
    }
  };
  await walk(copy.events);
  return { history: copy, count };
}

const isPayload = (value: unknown): value is Payload =>
  typeof value === 'object' &&
  value !== null &&
  'metadata' in value &&
  'data' in value &&
  value.data instanceof Uint8Array;
