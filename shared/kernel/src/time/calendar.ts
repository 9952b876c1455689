import type { CalendarChange, CalendarData, Mark } from './calendar-data.ts';
import { changesFor, marksOf, publishedYears } from './calendar-data.ts';
import type { CivilDate } from './civil.ts';
import { dateOfDay, datesOfYear, dayNumber, weekdayOf } from './day-number.ts';
import { HOLIDAY_LAW, statutoryDays, WEEK_RULE } from './holiday-law.ts';

/** What a day is and on what authority; `provisional` if its year's notice is not published yet. */
export interface Day {
  date: CivilDate;
  working: boolean;
  reason: string;
  source?: string;
  provisional: boolean;
}

/**
 * Working days (行政许可法 82) of one calendar version: State Council notices, amendments, and past the last published year
 * provisionally Mon–Fri less the days fixed by the holiday law, without make-up days (lunar days only until 2030).
 * Every question is O(1): prefix sums over dense arrays, filled year by year when first asked for.
 */
export class Calendar {
  readonly data: CalendarData;
  readonly version: number;
  /** Amendments that count here, in the order they came. */
  readonly changes: CalendarChange[];
  /** Last day covered by a notice; later days are provisional. */
  readonly lastPublishedDate: CivilDate;
  readonly #marks: Map<CivilDate, Mark>;
  readonly #firstYear: number;
  readonly #firstDay: number;
  /** Working days from the first day up to and including the day at this index. */
  readonly #upTo: number[] = [];
  /** Date of the n-th working day, from 1. */
  readonly #nth: CivilDate[] = [''];

  /** Amendments of other regions than `region` do not count. @throws {RangeError} if the data have no year, a gap between years or a malformed date */
  constructor(data: CalendarData, region?: string) {
    const years = publishedYears(data);
    this.data = data;
    this.version = data.version;
    this.changes = changesFor(data, region);
    this.#firstYear = years[0]?.year ?? 0;
    this.#firstDay = dayNumber(`${this.#firstYear}-01-01`);
    this.lastPublishedDate = `${this.#firstYear + years.length - 1}-12-31`;
    this.#marks = marksOf(data, years, region);
    for (const date of this.#marks.keys()) dayNumber(date);
  }

  /** True on working days of organs, make-up Saturdays and Sundays included. @throws {RangeError} before the first known year */
  isWorkingDay(date: CivilDate): boolean {
    const i = this.#index(date);
    return this.#at(i) > (i === 0 ? 0 : this.#at(i - 1));
  }

  /** Kind of a day with its reason in Chinese and its source. @throws {RangeError} before the first known year */
  day(date: CivilDate): Day {
    const working = this.isWorkingDay(date);
    const mark = this.#marks.get(date) ?? { working, reason: working ? '工作日' : '周末', source: WEEK_RULE };
    return { date, ...mark, provisional: this.isProvisional(date) };
  }

  /**
   * The n-th working day after `from`, which does not count itself (民法典 201); backwards if n < 0; `from` if n is 0.
   * @throws {RangeError} if n is fractional or the count leaves the known years
   */
  addWorkingDays(from: CivilDate, n: number): CivilDate {
    if (!Number.isInteger(n)) throw new RangeError(`working days must be whole: ${n}`);
    const i = this.#index(from);
    if (n === 0) return from;
    const nth = n > 0 ? this.#at(i) + n : (i === 0 ? 0 : this.#at(i - 1)) + n + 1;
    if (nth < 1) throw this.#unknown(`${-n} working days before ${from}`);
    while (this.#nth.length <= nth) this.#grow();
    return this.#nth[nth] ?? '';
  }

  /** Working days in (after, upTo]; negative if `upTo` is earlier. @throws {RangeError} before the first known year */
  countWorkingDays(after: CivilDate, upTo: CivilDate): number {
    return this.#at(this.#index(upTo)) - this.#at(this.#index(after));
  }

  /** True for days beyond the last published year (暂定). */
  isProvisional(date: CivilDate): boolean {
    return date > this.lastPublishedDate;
  }

  #unknown(what: string): RangeError {
    return new RangeError(
      `no calendar for ${what}: published years are ${this.#firstYear}-${this.lastPublishedDate.slice(0, 4)}`,
    );
  }

  #index(date: CivilDate): number {
    const i = dayNumber(date) - this.#firstDay;
    if (i < 0) throw this.#unknown(date);
    return i;
  }

  #at(index: number): number {
    while (this.#upTo.length <= index) this.#grow();
    return this.#upTo[index] ?? 0;
  }

  /** Adds the next year to the arrays. */
  #grow(): void {
    const start = this.#firstDay + this.#upTo.length;
    const year = Number(dateOfDay(start).slice(0, 4));
    if (this.isProvisional(`${year}-12-31`)) {
      for (const { date, name } of statutoryDays(year)) {
        if (!this.#marks.has(date))
          this.#marks.set(date, { working: false, reason: `${name}放假`, source: HOLIDAY_LAW });
      }
    }
    let weekday = weekdayOf(start);
    for (const date of datesOfYear(year)) {
      if (this.#marks.get(date)?.working ?? weekday <= 5) this.#nth.push(date);
      this.#upTo.push(this.#nth.length - 1);
      weekday = (weekday % 7) + 1;
    }
  }
}
