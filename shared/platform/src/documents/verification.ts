/** How whoever holds a document has it checked: by a short code that nobody can guess. */
import type { Verification } from './render.ts';

/** Groups of four, as it is printed. */
const printed = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

export const verificationOf = (publicUrl: string, code: string): Verification => ({
  code: printed(code),
  url: `${publicUrl}/verify/${code}`,
});

/** A code as somebody types it: in any case, with or without separators. */
export const codeOf = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
