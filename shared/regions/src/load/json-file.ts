import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { en, zhCN } from 'zod/locales';
import { DataError, jsonPath, type Problem } from './problems.ts';

export type Checked<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };

type ErrorMap = ReturnType<typeof en>['localeError'];
const inChinese: ErrorMap = zhCN().localeError;
const inEnglish: ErrorMap = en().localeError;

const text = (said: ReturnType<ErrorMap>): string => (typeof said === 'object' ? (said?.message ?? '') : (said ?? ''));

/** Messages that a schema does not give itself: Chinese first, English for the log reader. */
const bilingual: ErrorMap = (issue) => `${text(inChinese(issue))} / ${text(inEnglish(issue))}`;

/** Checks a value; `file` only names the place. */
export function check<T>(schema: z.ZodType<T>, value: unknown, file: string): Checked<T> {
  const parsed = schema.safeParse(value, { error: bilingual });
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.flatMap((issue) =>
      placesOf(issue).map((path) => ({ file, path: jsonPath(path), message: issue.message })),
    ),
  };
}

/** A key that does not belong there is its own place, not the object around it. */
const placesOf = (issue: z.core.$ZodIssue): PropertyKey[][] =>
  issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];

/** Reads and checks a JSON file. A file that is missing or no JSON is a problem like any other. */
export function checkJsonFile<T>(schema: z.ZodType<T>, file: string): Checked<T> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [{ file, path: '', message: `无法读取 / cannot be read: ${why}` }] };
  }
  return check(schema, value, file);
}

/** As `checkJsonFile`, but throws. */
export function readJsonFile<T>(schema: z.ZodType<T>, file: string): T {
  const checked = checkJsonFile(schema, file);
  if (!checked.ok) throw new DataError(checked.problems);
  return checked.value;
}
