/** Facts against the model: types, order, instants, departments; nothing twice, nothing missing. */
import type { CaseRun } from '../drive/run-types.ts';
import type { ExpectedFact } from '../model/types.ts';
import type { FactRow, Trail } from '../read/trail.ts';
import { type CaseExpectation, stageId } from './expectation.ts';
import { canonical, same } from './finding.ts';

export function checkFacts({ no }: CaseRun, { facts: expected }: CaseExpectation, trail: Trail): string[] {
  // What an operator must see is no legal effect: the model knows nothing of it, nor of what becomes of a result.
  const rows = trail.facts.filter(
    (row) => row.no === no && row.body.type !== 'operatorIntervened' && row.service !== 'issuance',
  );
  const workflows = new Set([...expected.keys(), ...rows.map(({ workflowId }) => workflowId)]);
  return [...workflows].flatMap((workflowId) => {
    const actual = rows.filter((row) => row.workflowId === workflowId).sort((a, b) => a.seq - b.seq);
    const wanted = expected.get(workflowId) ?? [];
    return workflowId === stageId(no)
      ? [...compare(workflowId, unordered(wanted), unordered(actual.map(plain))), ...stageOrder(actual)]
      : compare(workflowId, wanted, actual.map(plain));
  });
}

const plain = ({ body: { type, at, actor, data } }: FactRow): ExpectedFact => ({ type, at, actor: actor.id, data });

function compare(workflowId: string, wanted: ExpectedFact[], actual: ExpectedFact[]): string[] {
  const problems: string[] = [];
  for (let i = 0; i < Math.max(wanted.length, actual.length); i += 1) {
    const [want, have] = [wanted[i], actual[i]];
    if (want && have && fits(want, have)) continue;
    const at = `fact ${String(i + 1)} of ${workflowId}`;
    problems.push(`${at}: expected ${want ? show(want) : 'none'}, found ${have ? show(have) : 'none'}`);
  }
  return problems;
}

function fits(want: ExpectedFact, have: ExpectedFact): boolean {
  if (want.type !== have.type || want.at !== have.at) return false;
  if (want.actor !== undefined && want.actor !== have.actor) return false;
  return Object.entries(want.data).every(([name, value]) => same(unorderedList(value), valueAt(have.data, name)));
}

/** `a.b` reaches into an object; lists of a stage are in the order in which news came. */
function valueAt(data: unknown, name: string): unknown {
  const value = name.split('.').reduce<unknown>((one, part) => (isObject(one) ? one[part] : undefined), data);
  return unorderedList(value);
}

const unorderedList = (value: unknown): unknown =>
  Array.isArray(value) && value.every((one) => typeof one === 'string') ? [...value].sort() : value;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const orderOf = ({ type, at, data }: ExpectedFact): string => canonical([type, data['itemCode'], data['kind'], at]);
const unordered = (facts: ExpectedFact[]): ExpectedFact[] =>
  [...facts].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));

const show = ({ type, at, actor, data }: ExpectedFact): string =>
  `${type} at ${at} by ${actor ?? 'anyone'} ${canonical(data)}`;

/** First opened, last completed; an item is opened before it is concluded. */
function stageOrder(rows: FactRow[]): string[] {
  const place = (type: string, itemCode?: unknown): number =>
    rows.findIndex(({ body }) => body.type === type && (itemCode === undefined || body.data['itemCode'] === itemCode));
  const problems: string[] = [];
  if (rows.length > 0 && place('stageOpened') !== 0) problems.push('the stage does not begin with stageOpened');
  const completed = place('stageCompleted');
  if (completed !== -1 && completed !== rows.length - 1) problems.push('facts after stageCompleted');
  for (const { body } of rows)
    if (
      body.type === 'itemConcluded' &&
      place('itemOpened', body.data['itemCode']) > rows.findIndex((row) => row.body === body)
    )
      problems.push(`${String(body.data['itemCode'])} was concluded before it was opened`);
  return problems;
}
