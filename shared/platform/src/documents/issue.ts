/** Puts documents down in the transaction that records the facts which issue them: number, code, and all that stands on the page. */
import { randomBytes } from 'node:crypto';
import type { DocumentIssuedData } from '@yichuang/contracts';
import type { ServiceName, StoredFact } from '@yichuang/contracts/temporal';
import { dateOf } from '@yichuang/kernel';
import { documentForm, type RegionPack } from '@yichuang/regions';
import { type QueryExecutorProvider, sql } from 'kysely';
import { regionOf } from '../auth/scope.ts';
import type { Projection, RecordedFacts } from '../facts/recorder.ts';
import { noticeOf } from '../notices/text.ts';
import { type Sheet, sheetOf } from './sheet.ts';

type DocumentFact = StoredFact<'documentIssued', DocumentIssuedData>;

const isDocument = (fact: StoredFact): fact is DocumentFact => fact.type === 'documentIssued';

/** Without digits and letters that look alike: 80 bits in 16 characters. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const newCode = (): string => [...randomBytes(16)].map((byte) => alphabet.charAt(byte % alphabet.length)).join('');

/** A projection that puts down what was issued, too. */
export const withDocuments =
  <DB>(service: ServiceName, project: Projection<DB>, packs: ReadonlyMap<string, RegionPack>): Projection<DB> =>
  async (trx, recorded) => {
    await project(trx, recorded);
    const facts = await notYetThere(trx, recorded.facts.filter(isDocument));
    if (facts.length > 0) await putDown(trx, service, packs.get(await regionOf(trx, recorded.caseNo)), recorded, facts);
  };

/** A document is put down once, whatever issues it again. */
async function notYetThere(trx: QueryExecutorProvider, facts: DocumentFact[]): Promise<DocumentFact[]> {
  if (facts.length === 0) return [];
  const ids = facts.map(({ data }) => data.documentId);
  const { rows } = await sql<{ id: string }>`select document_id as id from journal.document
    where document_id = any(${ids})`.execute(trx);
  return facts.filter(({ data }) => !rows.some(({ id }) => id === data.documentId));
}

async function putDown(
  trx: QueryExecutorProvider,
  service: ServiceName,
  pack: RegionPack | undefined,
  { caseNo, realm }: RecordedFacts,
  facts: DocumentFact[],
): Promise<void> {
  const formed = facts.map((fact) => ({ fact, form: documentForm(pack, fact.data.kind, fact.data.issuer) }));
  // Every transaction takes the series in the same order, so that no two wait for each other.
  formed.sort((a, b) => (a.form.series < b.form.series ? -1 : 1));
  for (const { fact, form } of formed) {
    const { data, at, basis } = fact;
    const number = await nextNumber(trx, realm, form.series, Number(dateOf(at).slice(0, 4)));
    const sheet = sheetOf({ data, at, basis, number, form, sources: pack?.documents ?? [] });
    await sql`insert into journal.document (document_id, service, realm, case_no, item_code, kind, uscc, number, code, issued_at, sheet)
      values (${data.documentId}, ${service}, ${realm}, ${caseNo}, ${data.itemCode ?? null}, ${data.kind}, ${data.to.uscc ?? null},
              ${number}, ${newCode()}, ${at}, ${JSON.stringify(sheet)})`.execute(trx);
    await putDownNotice(trx, service, { caseNo, realm, data, sheet });
  }
  await sql`select pg_notify(${`document_${service}`}, '')`.execute(trx);
}

/** Numbers of a series have no gaps: the row is locked until the document stands, or neither does. */
async function nextNumber(trx: QueryExecutorProvider, realm: string, series: string, year: number): Promise<string> {
  const { rows } = await sql<{ n: number }>`insert into journal.document_series values (${realm}, ${series}, ${year}, 1)
    on conflict (realm, series, year) do update set last = document_series.last + 1 returning last as n`.execute(trx);
  return `${series}〔${String(year)}〕${String(rows[0]?.n)}号`;
}

async function putDownNotice(
  trx: QueryExecutorProvider,
  service: ServiceName,
  { caseNo, realm, data, sheet }: { caseNo: string; realm: string; data: DocumentIssuedData; sheet: Sheet },
): Promise<void> {
  const { documentId, channels = [] } = data;
  if (channels.length === 0) return;
  await sql`insert into journal.notice (document_id, service, realm, case_no, channels, text)
    values (${documentId}, ${service}, ${realm}, ${caseNo}, ${channels}, ${noticeOf(sheet)})`.execute(trx);
}
