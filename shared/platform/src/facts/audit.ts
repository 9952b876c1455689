/** Is the trail of a case whole? Every hash is computed anew from the stored text, every signature and every published message checked. */

import { createHash, type KeyObject } from 'node:crypto';
import type { ServiceName } from '@yichuang/contracts/temporal';
import { type QueryExecutorProvider, sql } from 'kysely';
import { auditPublished } from './published.ts';
import { isSignedBy, keyId } from './seal.ts';

interface Link {
  sequence: number;
  text: string;
  hash: string;
}

interface Seal {
  sequence: number;
  hash: string;
  keyId: string;
  signature: string;
}

export type Integrity =
  | { intact: true; links: number; sealedUpTo: number; messages: number }
  | { intact: false; links: number; brokenAt: number; why: string };

export interface AuditOptions {
  service: ServiceName;
  caseNo: string;
  /** Seals by this key are checked; others only have to fit their link. */
  key: KeyObject | undefined;
}

/** The first broken link, or how long the chain is and up to which link it is signed. */
export async function auditCase(db: QueryExecutorProvider, { service, caseNo, key }: AuditOptions): Promise<Integrity> {
  const table = (name: string): ReturnType<typeof sql.ref> => sql.ref(`${service}.${name}`);
  const { rows: links } = await sql<Link>`select sequence, body::text as text, hash from ${table('fact')}
    where case_no = ${caseNo} order by sequence`.execute(db);
  const { rows: seals } = await sql<Seal>`select sequence, hash, key_id as "keyId", signature from ${table('seal')}
    where case_no = ${caseNo} order by sequence`.execute(db);
  const { rows: ends } = await sql<
    Omit<Link, 'text'>
  >`select sequence, hash from ${table('chain')} where case_no = ${caseNo}`.execute(db);
  const broken = (brokenAt: number, why: string): Integrity => ({ intact: false, links: links.length, brokenAt, why });

  const hashes = new Map<number, string>();
  let previous = '';
  for (const [i, { sequence, text, hash }] of links.entries()) {
    if (sequence !== i + 1) return broken(i + 1, '缺少一环');
    previous = createHash('sha256')
      .update(previous + text, 'utf8')
      .digest('hex');
    if (previous !== hash) return broken(sequence, '事实内容与其哈希不符');
    hashes.set(sequence, hash);
  }
  const end = ends[0] ?? { sequence: 0, hash: '' };
  if (end.sequence !== links.length || end.hash !== previous)
    return broken(Math.max(end.sequence, links.length), '链与其末端不符');
  const { rows: heads } = await sql<{
    facts: number;
  }>`select coalesce(sum(head), 0)::int as facts from ${table('workflow')}
    where case_no = ${caseNo}`.execute(db);
  if (heads[0]?.facts !== links.length) return broken(links.length + 1, '办件各流程记载的事实数与链不符');
  const id = key && keyId(key);
  for (const seal of seals) {
    if (hashes.get(seal.sequence) !== seal.hash) return broken(seal.sequence, '该环不是签名时的那一环');
    const ours = key && seal.keyId === id;
    if (ours && !isSignedBy(service, key, { caseNo, ...seal }, seal.signature))
      return broken(seal.sequence, '签名不符');
  }
  const published = await auditPublished(db, service, caseNo);
  if (published.brokenAt !== undefined) return broken(published.brokenAt, published.why);
  return { intact: true, links: links.length, sealedUpTo: seals.at(-1)?.sequence ?? 0, messages: published.messages };
}

const page = 500;

/** Cases with facts of a service, in order; only `caseNo` where it is given. */
export async function* casesWithTrail(
  db: QueryExecutorProvider,
  service: ServiceName,
  caseNo: string | undefined,
): AsyncGenerator<string> {
  for (let after = ''; ; ) {
    const { rows } = await sql<{ no: string }>`select distinct case_no as no from ${sql.ref(`${service}.workflow`)}
      where head > 0 and case_no > ${after} and (${caseNo === undefined} or case_no = ${caseNo ?? ''}) order by case_no limit ${page}`.execute(
      db,
    );
    for (const { no } of rows) yield no;
    after = rows.at(-1)?.no ?? '';
    if (rows.length < page) return;
  }
}
