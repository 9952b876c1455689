import { Writable } from 'node:stream';
import { type IRunConfiguration, runCucumber } from '@cucumber/cucumber/api';
import type { Envelope } from './tally.ts';

type GherkinDocument = NonNullable<Envelope['gherkinDocument']>;
type Pickle = NonNullable<Envelope['pickle']>;
type Described = { description: string; location: { line: number } };

const keyword = new RegExp(
  [
    '^(功能|背景|规则|场景大纲|剧本大纲|场景|剧本|例子)(\\s|[::]|$)',
    '^(假如|假设|假定|当|那么|而且|并且|同时|但是)\\s',
    '^(Feature|Background|Rule|Scenario Outline|Scenario|Examples?)\\s*([::]|$)',
    '^(Given|When|Then|And|But)\\s',
  ].join('|'),
);

/**
 * What Cucumber lets pass in silence: a run without scenarios, a scenario without steps, `<x>` that is no column of
 * the examples, and a misspelt keyword (it turns the scenario below it into a description). Nothing is executed.
 */
export async function faults(configuration: IRunConfiguration): Promise<string[]> {
  const found: string[] = [];
  let selected = 0;
  const silent = new Writable({
    write(_chunk, _encoding, done) {
      done();
    },
  });
  await runCucumber(
    {
      ...configuration,
      formats: { stdout: 'message', files: {}, publish: false, options: {} },
      runtime: { ...configuration.runtime, dryRun: true, parallel: 0 },
      support: { requireModules: [], requirePaths: [], importPaths: [], loaders: [] },
    },
    { stdout: silent, stderr: silent },
    ({ gherkinDocument, pickle, parseError, testCase }) => {
      if (parseError) found.push(`${parseError.source.uri ?? ''}: ${parseError.message}`);
      if (gherkinDocument) found.push(...misspelt(gherkinDocument));
      if (pickle) found.push(...unfilled(pickle));
      if (testCase) selected += 1;
    },
  );
  if (selected === 0 && found.length === 0) found.push('no scenario matches');
  return found;
}

function misspelt({ uri, feature }: GherkinDocument): string[] {
  if (!feature) return [];
  const described: Described[] = [feature];
  const rules = feature.children.flatMap(({ rule }) => rule ?? []);
  described.push(...rules);
  for (const child of [...feature.children, ...rules.flatMap(({ children }) => children)]) {
    if (child.background) described.push(child.background);
    if (child.scenario) described.push(child.scenario, ...child.scenario.examples);
  }
  return described.flatMap(({ description, location }) =>
    description
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => keyword.test(line))
      .map((line) => `${uri ?? ''}:${location.line}: misspelt keyword? Read as a description: ${line}`),
  );
}

function unfilled({ uri, name, steps }: Pickle): string[] {
  if (steps.length === 0) return [`${uri}: scenario without steps: ${name}`];
  return steps.flatMap(({ text, argument }) => {
    const cells = argument?.dataTable?.rows.flatMap((row) => row.cells.map(({ value }) => value)) ?? [];
    const open = [text, ...cells].find((part) => /<[^<>]+>/.test(part));
    return open === undefined ? [] : [`${uri}: placeholder without a column in "${name}": ${open}`];
  });
}
