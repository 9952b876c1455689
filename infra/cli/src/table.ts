/** Tables for a terminal; Chinese characters take two places. */

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/g;

const width = (text: string): number => text.length + (text.match(wide)?.length ?? 0);

/** Rows under their titles, columns aligned; the last column as long as it is. */
export function tableLines(titles: string[], rows: string[][]): string[] {
  const all = [titles, ...rows];
  const widths = titles.map((_, i) => Math.max(...all.map((row) => width(row[i] ?? ''))));
  return all.map((row) =>
    row.map((cell, i) => (i === row.length - 1 ? cell : cell + ' '.repeat((widths[i] ?? 0) - width(cell)))).join('  '),
  );
}

/** The first line of a text, so that it fits into a table. */
export const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';
