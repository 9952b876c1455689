/** Periods that run out on real timers while the tests wait: one system, one evening, one close for all of them. */
import { afterAll, beforeAll, describe } from '@jest/globals';
import { assist } from './periods/assist.ts';
import { consultations } from './periods/consultations.ts';
import { inquiries } from './periods/inquiries.ts';
import { results } from './periods/results.ts';
import { clockReaches } from './support/bench.ts';
import { type Evening, openEvening } from './support/evening.ts';
import { closings } from './support/regions.ts';

const suites = [results, inquiries, consultations, assist];
const [close] = closings;
let evening: Evening;

beforeAll(async () => {
  evening = await openEvening();
  await Promise.all(suites.map((suite) => suite.evening(evening)));
  evening.stillEvening();
});

afterAll(() => evening.end());

describe('before the close', () => {
  for (const { name, meanwhile } of suites) describe(name, meanwhile);
});

describe('at the close', () => {
  beforeAll(() => clockReaches(evening.bench, close.at));
  for (const { name, afterwards } of suites) describe(name, afterwards);
});
