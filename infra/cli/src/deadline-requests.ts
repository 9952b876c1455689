/** Deadline requests as the tool takes them: options of one command, or one JSON object a line. */
import { readFileSync } from 'node:fs';
import { isCivilDate, type Pause, type Unit } from '@yichuang/kernel';
import { messageOf } from './command.ts';

export const units = { working: 'workingDay', natural: 'naturalDay', month: 'month' } as const satisfies Record<
  string,
  Unit
>;
export type UnitName = keyof typeof units;

export interface DeadlineRequest {
  from: string;
  days: number;
  unit: UnitName;
  pauses: Required<Omit<Pause, 'reason'>>[];
  extension: number;
  region?: string;
}

export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isDate = (value: unknown): value is string => typeof value === 'string' && isCivilDate(value);
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isUnit = (value: unknown): value is UnitName => typeof value === 'string' && Object.hasOwn(units, value);

const fields = ['id', 'from', 'days', 'unit', 'pauses', 'extension', 'region'];
const longest = 10_000;

/** Checks a request; names the field that is wrong. @throws {InvalidRequest} */
export function requestOf(value: unknown): DeadlineRequest {
  if (!isRecord(value)) throw new InvalidRequest('请求应为 JSON 对象 / a request is a JSON object');
  const unknown = Object.keys(value).find((key) => !fields.includes(key));
  if (unknown !== undefined) throw new InvalidRequest(`${unknown}: 没有这个字段 / no such field`);
  const { from, days, unit = 'working', pauses = [], extension = 0, region } = value;
  if (!isDate(from)) throw new InvalidRequest('from: 应为 YYYY-MM-DD / must be YYYY-MM-DD');
  if (!isCount(days) || days > longest)
    throw new InvalidRequest(`days: 应为 0 至 ${String(longest)} 的整数 / must be a whole number`);
  if (!isUnit(unit)) throw new InvalidRequest(`unit: 应为 ${Object.keys(units).join('、')} / must be one of these`);
  if (!isCount(extension) || extension > longest)
    throw new InvalidRequest('extension: 应为非负整数 / must be a whole number');
  if (region !== undefined && typeof region !== 'string') throw new InvalidRequest('region: 应为文本 / must be text');
  if (!Array.isArray(pauses)) throw new InvalidRequest('pauses: 应为数组 / must be a list');
  return { from, days, unit, pauses: pauses.map(pauseOf), extension, ...(region !== undefined && { region }) };
}

function pauseOf(value: unknown): { start: string; end: string } {
  const { start, end } = isRecord(value) ? value : {};
  if (!isDate(start) || !isDate(end) || end < start)
    throw new InvalidRequest('pauses: 应为起止日期,止不早于起 / must be start and end dates in order');
  return { start, end };
}

/** A line of a batch: what it asks, or what is wrong with it. */
export type BatchLine = { id: unknown; line: number } & ({ request: DeadlineRequest } | { error: string });

/** The lines of a batch file in order, without the empty ones. @throws {Error} if the file cannot be read */
export function readBatch(file: string): BatchLine[] {
  return contentOf(file)
    .split('\n')
    .flatMap((text, index) => (text.trim() === '' ? [] : [lineOf(text, index + 1)]));
}

function lineOf(text: string, line: number): BatchLine {
  let id: unknown;
  try {
    const value: unknown = JSON.parse(text);
    id = isRecord(value) ? value['id'] : undefined;
    return { id, line, request: requestOf(value) };
  } catch (error) {
    return { id, line, error: error instanceof SyntaxError ? '不是 JSON / not JSON' : messageOf(error) };
  }
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new Error(`无法读取 ${file} / cannot be read: ${messageOf(error)}`, { cause: error });
  }
}
