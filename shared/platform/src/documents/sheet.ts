/** What stands on a document (文书): fixed with the fact that issues it, and all that the page is made of. */
import type { DocumentIssuedData } from '@yichuang/contracts';
import { type CivilDate, dateOf, type Instant } from '@yichuang/kernel';
import { citationText, type DocumentForm, type RegionPack } from '@yichuang/regions';
import { inPrint } from './print.ts';

/** Raised with every change of `form.typ` that shows on the page. */
const layout = 2;

export interface Sheet {
  layout: number;
  /** Region pack and version that header and number are taken from. */
  pack: string;
  header: string;
  /** 文号 */
  number: string;
  title: string;
  addressee: string;
  paragraphs: string[];
  issuer: string;
  /** Legal date of the fact. */
  issuedOn: CivilDate;
  /** Name of the seal. */
  seal: string;
  clauses: string[];
}

export interface Issuing {
  data: DocumentIssuedData;
  at: Instant;
  basis: string[];
  number: string;
  form: DocumentForm;
  sources: RegionPack['documents'];
}

/** @throws {Error} naming what is missing: a document without it would prove nothing (行政许可法 32¶2) */
export function sheetOf({ data, at, basis, number, form, sources }: Issuing): Sheet {
  const { name, issuer, to, lines, seal = '' } = data;
  const addressee = inPrint(to.name);
  const paragraphs = lines.map(inPrint).filter((line) => line !== '' && line !== `${addressee}：`);
  const sheet: Sheet = {
    layout,
    pack: form.pack,
    header: form.header,
    number,
    title: inPrint(name),
    addressee,
    paragraphs,
    issuer: inPrint(issuer),
    issuedOn: dateOf(at),
    seal: inPrint(seal),
    clauses: [...new Set(basis.map((citation) => citationText(citation, sources)))].filter((text) => text !== ''),
  };
  const mandatory = ['header', 'number', 'title', 'addressee', 'paragraphs', 'issuer', 'seal'] as const;
  const missing = mandatory.filter((field) => sheet[field].length === 0);
  if (missing.length > 0) throw new Error(`document ${data.documentId} lacks ${missing.join(', ')}`);
  return sheet;
}
