/** What stands on a document (文书): fixed with the fact that issues it, and all that the page is made of. */
import type { DocumentIssuedData } from '@yichuang/contracts';
import { type CivilDate, clausesIn, dateOf, type Instant } from '@yichuang/kernel';
import { citationText, type DocumentForm, type RegionPack } from '@yichuang/regions';
import { inPrint } from './print.ts';

/** Raised with every change of `form.typ` that shows on the page. */
const layout = 3;

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

/** Prints the citations that a text names; the longest first, for one may begin another. */
function printedCitations(basis: string[], sources: Issuing['sources']): (text: string) => string {
  const citations = clausesIn(basis).sort((a, b) => b.length - a.length);
  return (text) => citations.reduce((line, one) => line.replaceAll(one, citationText(one, sources)), text);
}

/** @throws {Error} naming what is missing: a document without it would prove nothing (行政许可法 32¶2) */
export function sheetOf({ data, at, basis, number, form, sources }: Issuing): Sheet {
  const { name, issuer, to, lines, seal = '' } = data;
  const addressee = inPrint(to.name);
  const cited = printedCitations(basis, sources);
  const paragraphs = lines
    .flatMap((line) => line.split(/\r?\n/))
    .map((line) => inPrint(cited(line)))
    .filter((line) => line !== '' && line !== `${addressee}：`);
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
