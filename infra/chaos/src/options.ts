/** `--cases N | --seconds N`, `--seed S`, `--lead S`, `--verbose`. */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

export interface Options {
  seed: string;
  /** Run this many cases, or as many as fit into this many seconds. */
  cases?: number;
  seconds?: number;
  /** Seconds from the start of a wave's processes to the close: a slow machine needs more to file anything the day before. */
  lead: number;
  /** Also tell what the nemesis did when all went well. */
  verbose: boolean;
}

const defaultCases = 200;
const defaultLead = '42';

export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      cases: { type: 'string' },
      seconds: { type: 'string' },
      seed: { type: 'string' },
      lead: { type: 'string', default: defaultLead },
      verbose: { type: 'boolean', default: false },
    },
  });
  const { verbose } = values;
  const lead = positive('--lead', values.lead);
  const seed = values.seed ?? String(randomInt(1_000_000));
  if (values.seconds !== undefined) return { seed, lead, verbose, seconds: positive('--seconds', values.seconds) };
  return { seed, lead, verbose, cases: values.cases === undefined ? defaultCases : positive('--cases', values.cases) };
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${name} must be a whole number above 0, not ${text}`);
  return number;
}
