/** Text as it is printed: Chinese punctuation beside Chinese characters, dates in Chinese form. */
import type { CivilDate } from '@yichuang/kernel';

const wide: Record<string, string> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！' };
const chinese = /[\p{Script=Han}“”《》〔〕（）、，。；：]/u;

/** Marks between two Latin characters or digits stay as they are: 10:00, 1,000. */
export function inPrint(text: string): string {
  const bracketed = text
    .trim()
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
