import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import { loadTemporalConfig } from '../../src/config.ts';
import { createPayloadCodec, keyIdOf } from '../../src/temporal/payload-codec.ts';

const [first, second] = [randomBytes(32), randomBytes(32)];
const payload = defaultPayloadConverter.toPayload({ 项目: '示例产业园' });
const codec = (current: Buffer | undefined, ...older: Buffer[]): ReturnType<typeof createPayloadCodec> =>
  createPayloadCodec({ current, older });

test('a payload is unreadable without its key and comes back as it was', async () => {
  const [sealed] = await codec(first).encode([payload]);
  expect(Buffer.from(sealed?.data ?? []).includes('示例')).toBe(false);
  expect(Buffer.from(sealed?.metadata?.['encryption-key-id'] ?? []).toString()).toBe(keyIdOf(first));
  const [opened] = await codec(first).decode(sealed ? [sealed] : []);
  expect(defaultPayloadConverter.fromPayload(opened ?? {})).toEqual({ 项目: '示例产业园' });
});

test('after a rotation old payloads are read with the old key, without it the key is named', async () => {
  const sealed = await codec(first).encode([payload]);
  expect(await codec(second, first).decode(sealed)).toHaveLength(1);
  expect(() => codec(second).decode(sealed)).toThrow(keyIdOf(first));
});

test('a changed payload is refused', async () => {
  const [sealed] = await codec(first).encode([payload]);
  const data = Buffer.from(sealed?.data ?? []);
  data[40] = (data[40] ?? 0) ^ 1;
  expect(() => codec(first).decode([{ ...sealed, data }])).toThrow();
});

test('plain payloads are passed on: encryption may begin, or end, while cases run', async () => {
  expect(await codec(first).decode([payload])).toEqual([payload]);
  expect(await codec(undefined, first).encode([payload])).toEqual([payload]);
});

test('keys come from the environment; a wrong one is refused by name', () => {
  const env = { PAYLOAD_KEY: first.toString('base64'), PAYLOAD_OLD_KEYS: second.toString('base64') };
  expect(loadTemporalConfig(env).payloadKeys).toEqual({ current: first, older: [second] });
  expect(loadTemporalConfig({}).payloadKeys).toEqual({ current: undefined, older: [] });
  expect(() => loadTemporalConfig({ PAYLOAD_KEY: 'short' })).toThrow('PAYLOAD_KEY');
});
