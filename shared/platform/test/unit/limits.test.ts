/** Depth of bodies and rate of callers. */
import type { Server } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import express from 'express';
import { limitRate, tooDeep } from '../../src/http/limits.ts';
import { problemHandler } from '../../src/http/problem.ts';
import { createLog } from '../../src/log.ts';

const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: [1, nested(levels - 1)] });

test('depth counts objects and lists', () => {
  expect([tooDeep(nested(1), 2), tooDeep(nested(1), 1)]).toEqual([false, true]);
  expect([tooDeep('text', 0), tooDeep({}, 0), tooDeep(null, 0), tooDeep(undefined, 0)]).toEqual([
    false,
    true,
    false,
    false,
  ]);
  expect(tooDeep(JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)))).toBe(true);
});

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

function serve(perMinute: number): Promise<(caller: string) => Promise<Response>> {
  const app = express();
  app.use(
    limitRate(perMinute, (request) => request.header('caller') ?? ''),
    (_request, response) => {
      response.json({});
    },
  );
  app.use(problemHandler(createLog('test', 'silent')));
  return new Promise((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => {
      const address = listening.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve((caller) => fetch(`http://127.0.0.1:${String(port)}/`, { headers: { caller } }));
    });
    server = listening;
  });
}

test('one caller over the limit is told to wait; others are not', async () => {
  const call = await serve(2);
  expect([(await call('a')).status, (await call('a')).status]).toEqual([200, 200]);
  const refused = await call('a');
  expect([refused.status, await refused.json()]).toEqual([429, expect.objectContaining({ code: 'too-many-requests' })]);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await call('b')).status).toBe(200);
});

test('0 is no limit', async () => {
  const call = await serve(0);
  for (let i = 0; i < 5; i += 1) expect((await call('a')).status).toBe(200);
});
