/** Deadline requests as the tool takes them, and their answers. */
import {
  at,
  Calendar,
  deadline,
  explain,
  explainText,
  formatOffset,
  isCivilDate,
  type OfficeHours,
  type Pause,
  rungs,
  type Step,
  type Unit,
} from '@yichuang/kernel';
import { loadCalendarYears, loadPacks, regionByName } from '@yichuang/regions';

const units = { working: 'workingDay', natural: 'naturalDay', month: 'month' } as const satisfies Record<string, Unit>;
type UnitName = keyof typeof units;

export interface DeadlineRequest {
  from: string;
  days: number;
  unit: UnitName;
  pauses: Required<Omit<Pause, 'reason'>>[];
  extension: number;
  region?: string;
}

export interface DeadlineAnswer {
  from: string;
  days: number;
  unit: UnitName;
  dueDate: string;
  dueAt: string;
  provisional: boolean;
  calendarVersion: number;
  /** Dates by working days before the due date; none before the first known year. */
  rungs: Record<string, string | null>;
  pauses: { start: string; end: string }[];
  extensions: { days: number }[];
  steps: Step[];
  basis: string[];
}

/** An answer and the count in words. */
export interface Answered {
  answer: DeadlineAnswer;
  why: string[];
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

const basisOf: Record<UnitName, string[]> = {
  working: ['行政许可法 82', '民法典 201'],
  natural: ['民法典 201', '民法典 203'],
  month: ['民法典 201', '民法典 202', '民法典 203'],
};

/** Answers requests by the published calendar and the packs of `packsDir`, or those that ship with the project. */
export function answerer(packsDir: string | undefined): (request: DeadlineRequest) => Answered {
  const calendar = new Calendar({ version: 1, years: loadCalendarYears() });
  const packs = packsDir === undefined ? loadPacks() : loadPacks(packsDir);
  const hoursOf = (region: string | undefined): { hours?: OfficeHours } => {
    if (region === undefined) return {};
    const pack = regionByName(packs, region);
    const known = [...packs.values()].map(({ name }) => name).join('、');
    if (!pack) throw new InvalidRequest(`region: 没有这个地区 ${region}，已有 ${known} / no such region`);
    return { hours: pack.officeHours };
  };
  return (request) => answerOf(request, calendar, hoursOf(request.region));
}

/** Counts the period to the close of office hours of its last day. @throws {RangeError} before the first known year */
function answerOf(request: DeadlineRequest, calendar: Calendar, hours: { hours?: OfficeHours }): Answered {
  const { from, days, unit, pauses, extension } = request;
  const basis = [
    ...basisOf[unit],
    ...(pauses.length > 0 ? ['行政许可法 45'] : []),
    ...(extension > 0 ? ['行政许可法 42'] : []),
  ];
  const result = deadline({
    key: 'cli',
    start: at(from, '00:00'),
    period: { amount: days, unit: units[unit], dayEnd: 'office', basis },
    calendar,
    ...hours,
    pauses,
    extensions: extension > 0 ? [{ days: extension, approver: '行政机关负责人' }] : [],
  });
  const { dueDate, dueAt, provisional, calendarVersion } = result;
  const answer: DeadlineAnswer = {
    from,
    days,
    unit,
    dueDate,
    dueAt: formatOffset(dueAt),
    provisional,
    calendarVersion,
    rungs: Object.fromEntries([7, 5, 3].map((n) => [String(n), rungDate(dueDate, calendar, n)])),
    pauses,
    extensions: result.extensions.map((one) => ({ days: one.days })),
    steps: explain(result, calendar),
    basis,
  };
  return { answer, why: explainText(result, calendar) };
}

function rungDate(dueDate: string, calendar: Calendar, n: number): string | null {
  try {
    return rungs(dueDate, calendar, [n])[0]?.date ?? null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
