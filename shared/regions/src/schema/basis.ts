import { z } from 'zod';

const seedClause = /^\d{3} \S.*$/;
const statute = /^\p{Script=Han}+ \d+([–-]\d+)?((¶\d+)|(\(\d+\)))*(,\d+([–-]\d+)?)*$/u;
const issuedDocument = /^\p{Script=Han}+〔\d{4}〕\d+号( \S.*)?$/u;
const standard = /^GB\/T \d[\d.-]*( \S.*)?$/;

const cites = (text: string): boolean =>
  text === 'default' || [seedClause, statute, issuedDocument, standard].some((form) => form.test(text));

const uncited =
  '每个值必须注明来源：规程条款（如 002 二(一)2(2)）、法条（如 行政许可法 32(4)）或 default / ' +
  'every value cites a clause of a seed, an article of a statute, or "default"';

/** Citations of a value. Strict, so that a value in a pack can always be traced. */
export const basisSchema = z.array(z.string().refine(cites, uncited), uncited).min(1, uncited);

/** Citations in the sample catalogue: the law, with its article where it is known. */
export const lawSchema = (message: string): z.ZodType<string[]> => z.array(z.string().min(2), message).min(1, message);

/** The seed that a citation names, if it names one. */
export function citedSeed(citation: string): string | undefined {
  return seedClause.test(citation) ? citation.slice(0, 3) : undefined;
}
