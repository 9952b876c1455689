/** What is wrong in a data file, and where. `path` is a JSON path such as `periods.issue.amount`; empty for the whole file. */
export interface Problem {
  file: string;
  path: string;
  message: string;
}

/** `file: path: what is wrong`, in Chinese and English. */
export const problemLine = ({ file, path, message }: Problem): string =>
  path === '' ? `${file}: ${message}` : `${file}: ${path}: ${message}`;

/** Data is refused as a whole; the message names every place. */
export class DataError extends Error {
  override readonly name = 'DataError';
  readonly problems: Problem[];

  constructor(problems: Problem[]) {
    super(`数据有误 / invalid data\n${problems.map(problemLine).join('\n')}`);
    this.problems = problems;
  }
}

/** `a.b[2].c` */
export function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${String(key)}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}
