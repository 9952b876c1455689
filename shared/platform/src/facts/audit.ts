/** Is the trail of a case whole? Every hash is computed anew from the stored text, every signature checked. */

import { createHash, type KeyObject } from 'node:crypto';
import type { ServiceName } from '@yichuang/contracts/temporal';
import { type QueryExecutorProvider, sql } from 'kysely';
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
  | { intact: true; links: number; sealedUpTo: number }
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
    if (sequence !== i + 1) return broken(i + 1, 'a link is missing');
    previous = createHash('sha256')
      .update(previous + text, 'utf8')
      .digest('hex');
    if (previous !== hash) return broken(sequence, 'the stored fact does not give its hash');
    hashes.set(sequence, hash);
  }
  const [end] = ends;
  if (end && (end.sequence !== links.length || end.hash !== previous))
    return broken(end.sequence, 'the chain does not reach its end');
  const id = key && keyId(key);
  for (const seal of seals) {
    if (hashes.get(seal.sequence) !== seal.hash)
      return broken(seal.sequence, 'the link is not the one that was signed');
    const ours = key && seal.keyId === id;
    if (ours && !isSignedBy(service, key, { caseNo, ...seal }, seal.signature))
      return broken(seal.sequence, 'the signature does not fit');
  }
  return { intact: true, links: links.length, sealedUpTo: seals.at(-1)?.sequence ?? 0 };
}
