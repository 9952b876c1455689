/** The written contract of the running services: valid OpenAPI, checked in, browsable without the outside world. */
import { describe, expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { services } from '@yichuang/contracts/temporal';
import { isRecord } from '../../../src/index.ts';
import { writtenContract } from '../../support/written-contract.ts';
import { sharedBench } from '../support/shared-bench.ts';

const bench = sharedBench();

async function get(service: (typeof services)[number], path: string): Promise<{ headers: Headers; text: string }> {
  const response = await fetch(`${bench.system.urls[service]}${path}`);
  expect([path, response.status]).toEqual([path, 200]);
  return { headers: response.headers, text: await response.text() };
}

describe.each(services)('%s', (service) => {
  test('serves a valid OpenAPI 3.1 document', async () => {
    const document: unknown = JSON.parse((await get(service, '/openapi.json')).text);
    if (!isRecord(document)) throw new Error('no document');
    const validator = new Validator();
    const { valid, errors } = await validator.validate(document);
    expect({ valid, errors, version: validator.version }).toEqual({ valid: true, errors: undefined, version: '3.1' });
  });

  test('that is the one in docs/api (UPDATE_API=1 writes it)', async () => {
    const { text } = await get(service, '/openapi.json');
    const current = `${JSON.stringify(JSON.parse(text), undefined, 2)}\n`;
    expect(writtenContract(`${service}.json`, current)).toBe(current);
  });

  test('says every operation in Chinese, with its problems and its Idempotency-Key', async () => {
    const document: unknown = JSON.parse((await get(service, '/openapi.json')).text);
    for (const [name, operation] of operationsOf(document)) {
      const responses = isRecord(operation['responses']) ? operation['responses'] : {};
      expect([name, Object.keys(responses)]).toEqual([
        name,
        expect.arrayContaining(['400', '401', '403', '429', '503']),
      ]);
      expect([name, operation['summary']]).toEqual([name, expect.stringMatching(/[\u4e00-\u9fff]/)]);
      const parameters = JSON.stringify(operation['parameters']);
      expect([name, parameters.includes('IdempotencyKey')]).toEqual([name, name.startsWith('post')]);
    }
  });
});

test('/docs needs nothing from outside and runs no inline script', async () => {
  const { headers, text } = await get('intake', '/docs/');
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self';/);
  expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
  expect(text).not.toMatch(/<script>/);
  const files = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '');
  expect(files).toEqual(expect.arrayContaining(['swagger-ui-bundle.js', 'page.js']));
  for (const file of files) await get('intake', `/docs/${file}`);
  expect((await get('intake', '/docs/page.js')).text).toContain('validatorUrl: null');
});

test('a problem points to its entry in the catalogue of the service', async () => {
  const response = await fetch(`${bench.system.urls.intake}/v1/nothing`);
  const problem: unknown = await response.json();
  expect(problem).toMatchObject({ status: 404, code: 'no-such-route', type: '/problems#no-such-route' });
  expect((await get('intake', '/problems')).text).toContain('id="no-such-route"');
});

function operationsOf(document: unknown): [string, Record<string, unknown>][] {
  const paths = isRecord(document) && isRecord(document['paths']) ? document['paths'] : {};
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(isRecord(methods) ? methods : {}).flatMap(
      ([method, operation]): [string, Record<string, unknown>][] =>
        isRecord(operation) ? [[`${method} ${path}`, operation]] : [],
    ),
  );
}
