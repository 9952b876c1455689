/** What is wrong with a form, as data: a filing is refused with it, a draft is shown it. */
import { type ProblemCode, problems } from '@yichuang/contracts';
import { type Problem, problemOf } from '@yichuang/platform';

export interface Finding {
  code: ProblemCode;
  /** JSON path of the field. */
  field: string;
  message: string;
}

/** The refusal: the first gives the code, all are named. */
export function refusalOf([first, ...others]: Finding[]): Problem {
  if (!first) throw new RangeError('nothing was found wrong');
  const errors = [first, ...others].map(({ field, message }) => ({ field, message }));
  return problemOf(first.code, errors.map(({ field, message }) => `${field}:${message}`).join(';'), { errors });
}

export const titleOf = ({ code }: Finding): string => problems[code].title;
