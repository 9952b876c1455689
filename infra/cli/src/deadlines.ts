/** Deadline requests and their answers. */
import {
  at,
  Calendar,
  type CalendarData,
  type Deadline,
  deadline,
  explain,
  explainText,
  formatOffset,
  rungs,
  type Step,
} from '@yichuang/kernel';
import { loadCalendarYears, loadPacks, type RegionPack, regionByName } from '@yichuang/regions';
import { type DeadlineRequest, InvalidRequest, type UnitName, units } from './deadline-requests.ts';

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

const basisOf: Record<UnitName, string[]> = {
  working: ['行政许可法 82', '民法典 201'],
  natural: ['民法典 201', '民法典 203'],
  month: ['民法典 201', '民法典 202', '民法典 203'],
};

/** The published years as the first version. */
export const publishedCalendar = (): CalendarData => ({ version: 1, years: loadCalendarYears() });

/** Counts requests by a calendar and the office hours of the packs in `packsDir`, or of those that ship with the project. */
export class Counter {
  readonly #packs: Map<string, RegionPack>;
  readonly #data: CalendarData;
  readonly #calendars = new Map<string | undefined, Calendar>();

  constructor(packsDir: string | undefined, data: CalendarData = publishedCalendar()) {
    this.#packs = packsDir === undefined ? loadPacks() : loadPacks(packsDir);
    this.#data = data;
  }

  /** The pack of a region by any of its names. @throws {InvalidRequest} if there is none */
  region(name: string | undefined): RegionPack | undefined {
    if (name === undefined) return undefined;
    const pack = regionByName(this.#packs, name);
    const known = [...this.#packs.values()].map((one) => one.name).join('、');
    if (!pack) throw new InvalidRequest(`region: 没有这个地区 ${name}，已有 ${known} / no such region`);
    return pack;
  }

  /** The calendar as it counts in a region. */
  calendar(region: string | undefined): Calendar {
    const calendar = this.#calendars.get(region) ?? new Calendar(this.#data, region);
    this.#calendars.set(region, calendar);
    return calendar;
  }

  /** The period to the close of office hours of its last day. @throws {InvalidRequest} @throws {RangeError} before the first known year */
  deadline({ from, days, unit, pauses, extension, region }: DeadlineRequest): Deadline {
    const pack = this.region(region);
    const basis = [
      ...basisOf[unit],
      ...(pauses.length > 0 ? ['行政许可法 45'] : []),
      ...(extension > 0 ? ['行政许可法 42'] : []),
    ];
    return deadline({
      key: 'cli',
      start: at(from, '00:00'),
      period: { amount: days, unit: units[unit], dayEnd: 'office', basis },
      calendar: this.calendar(pack?.id),
      ...(pack !== undefined && { hours: pack.officeHours }),
      pauses,
      extensions: extension > 0 ? [{ days: extension, approver: '行政机关负责人' }] : [],
    });
  }

  /** @throws {InvalidRequest} @throws {RangeError} as {@link deadline} does */
  answer(request: DeadlineRequest): Answered {
    const result = this.deadline(request);
    const calendar = this.calendar(this.region(request.region)?.id);
    const { dueDate, dueAt, provisional, calendarVersion, basis } = result;
    const answer: DeadlineAnswer = {
      from: request.from,
      days: request.days,
      unit: request.unit,
      dueDate,
      dueAt: formatOffset(dueAt),
      provisional,
      calendarVersion,
      rungs: Object.fromEntries([7, 5, 3].map((n) => [String(n), rungDate(dueDate, calendar, n)])),
      pauses: request.pauses,
      extensions: result.extensions.map((one) => ({ days: one.days })),
      steps: explain(result, calendar),
      basis,
    };
    return { answer, why: explainText(result, calendar) };
  }
}

function rungDate(dueDate: string, calendar: Calendar, n: number): string | null {
  try {
    return rungs(dueDate, calendar, [n])[0]?.date ?? null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
