import { z } from 'zod';

/** A real date, `YYYY-MM-DD`. */
export const civilDate = z.iso.date();

/** A clock time, `HH:mm`. */
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '应为 HH:mm / expected HH:mm');

export const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, '应为 MM-DD / expected MM-DD');

/** ASCII code as in the glossary. */
export const code = z.string().regex(/^[a-z]+(-[a-z]+)*$/, '应为小写英文代码 / expected a lower-case ASCII code');

export const name = z.string().trim().min(1);
