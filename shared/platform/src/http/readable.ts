/** Text that can be stored, compared and printed: whatever else is sent is refused by the name of its field, before anything looks at it. */
import { problemOf } from './problem.ts';

const faults: readonly [RegExp, string][] = [
  [/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/, '含有控制字符'],
  [/\p{Surrogate}|\uFFFD/u, '含有无法解读的字符,请以 UTF-8 编码发送'],
  // They make a text read otherwise than it is (UAX 9).
  [/[\u202A-\u202E\u2066-\u2069]/, '含有改变文字方向的控制字符'],
  [/^[\s\p{Cf}]*\p{Cf}[\s\p{Cf}]*$/u, '没有可见的字符'],
  // No document could be printed with them.
  [/\p{Emoji_Presentation}|\uFE0F/u, '不能使用表情符号'],
];

interface Fault {
  field: string;
  message: string;
}

/** The first thing wrong in a value as JSON has it; names of members count too. */
export function unreadable(value: unknown, field = ''): Fault | undefined {
  if (typeof value === 'string') {
    const message = faults.find(([pattern]) => pattern.test(value))?.[1];
    return message === undefined ? undefined : { field: field || '(body)', message };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const place = field === '' ? name : `${field}.${name}`;
    const fault = unreadable(name, field || '(body)') ?? unreadable(member, place);
    if (fault) return fault;
  }
  return undefined;
}

/** @throws {Problem} naming the field */
export function requireReadable(...values: unknown[]): void {
  for (const value of values) {
    const fault = unreadable(value);
    if (fault) throw problemOf('invalid-request', `${fault.field}:${fault.message}。`, { errors: [fault] });
  }
}
