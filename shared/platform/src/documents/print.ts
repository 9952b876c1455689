/** Text as it is printed: Chinese punctuation beside Chinese characters, dates in Chinese form. */
import type { CivilDate } from '@yichuang/kernel';

const wide: Record<string, string> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！' };
const chinese = /[\p{Script=Han}“”《》〔〕（）、，。；：]/u;

/** A legal date, with the time of day that follows it; no part of a longer number, such as a project code. */
const date = /(?<![\d-])(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\d-])(?: (?=\d{2}:\d{2}))?/g;

/** Marks between two Latin characters or digits stay as they are: 10:00, 1,000. */
export function inPrint(text: string): string {
  const bracketed = text
    .trim()
    .replace(date, (found: string) => dateInPrint(found.trim()))
    .replace(/\(([^()]*)\)/g, (whole, inside: string, place: number, all: string) =>
      chinese.test(inside) ||
      chinese.test(all.charAt(place - 1)) ||
      all.charAt(place - 1) === ')' ||
      chinese.test(all.charAt(place + whole.length))
        ? `（${inside}）`
        : whole,
    );
  return bracketed.replace(/[,;:?!]/g, (mark, place: number) =>
    chinese.test(bracketed.charAt(place - 1)) || chinese.test(bracketed.charAt(place + 1))
      ? (wide[mark] ?? mark)
      : mark,
  );
}

/** 2026-09-08 is 2026年9月8日. */
export function dateInPrint(date: CivilDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${String(year)}年${String(month)}月${String(day)}日`;
}
