import { expect, test } from '@jest/globals';
import { type NewFact, systemActor } from '@yichuang/contracts/temporal';
import { uuidv7 } from '../../src/http/uuid.ts';
import { cloudEvent, factMessage } from '../../src/messaging/cloud-event.ts';

const at = '2026-09-18T02:00:00.000Z';
const fact = (type: string): NewFact => ({ type, at, actor: systemActor, basis: ['002'], data: {} });
const request = (...types: string[]): Parameters<typeof factMessage>[2] => ({
  workflowId: 'stage:1',
  expectedHead: 4,
  cause: 'c',
  kind: 'event',
  at,
  calendarVersion: 1,
  facts: types.map(fact),
});

test('a message carries the published facts of a pass, each with its own number', () => {
  const message = factMessage('approval', '1', request('itemOpened', 'stageItemsKnown', 'stageCompleted'));
  expect(message).toMatchObject({ id: 'stage:1/c', subject: 'stage:1', time: at, partitionkey: '1' });
  const event = cloudEvent.parse({ ...message, realm: 'live', sequence: 7 });
  expect(event.data.facts.map(({ type, seq }) => [type, seq])).toEqual([
    ['itemOpened', 5],
    ['stageCompleted', 7],
  ]);
});

test('nothing published, no message; a type that nobody knows is not published', () => {
  expect(factMessage('approval', '1', request('itemConcluded', 'somethingNew'))).toBeUndefined();
});

test('a message of a newer release with more members is read', () => {
  const message = factMessage('approval', '1', request('itemOpened'));
  expect(
    cloudEvent.safeParse({ ...message, realm: 'live', sequence: 1, traceparent: '00-x', newer: true }).success,
  ).toBe(true);
});

test('command IDs are UUIDs of version 7 and sort by time', () => {
  const [a, b] = [uuidv7(1_000_000), uuidv7(1_000_001)];
  expect(a).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(a < b).toBe(true);
});
