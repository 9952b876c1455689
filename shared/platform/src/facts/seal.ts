/** Chain ends are signed with a key outside the database, so that whoever may write there still cannot rewrite the past unseen. */

import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';
import type { ServiceName } from '@yichuang/contracts/temporal';
import { type Leader, lead } from '../db/leader.ts';
import type { Logger } from '../log.ts';

export interface ChainEnd {
  caseNo: string;
  sequence: number;
  hash: string;
}

const textOf = (service: ServiceName, { caseNo, sequence, hash }: ChainEnd): Buffer =>
  Buffer.from([service, caseNo, String(sequence), hash].join('|'), 'utf8');

/** Ed25519, PKCS #8 in PEM. */
export const sealKey = (pem: string): KeyObject => createPrivateKey(pem);

/** Short name of a key: the end of its public part. */
export const keyId = (key: KeyObject): string =>
  createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-8).toString('hex');

/** Beside the thread that serves requests. */
async function signEnd(service: ServiceName, key: KeyObject, end: ChainEnd): Promise<string> {
  const signature = await signAside(null, textOf(service, end), key);
  return signature.toString('base64');
}

const signAside = promisify(sign);

export function isSignedBy(service: ServiceName, key: KeyObject, end: ChainEnd, signature: string): boolean {
  return verify(null, textOf(service, end), createPublicKey(key), Buffer.from(signature, 'base64'));
}

export interface SealingOptions {
  service: ServiceName;
  databaseUrl: string;
  key: KeyObject;
  everyMs: number;
  log: Logger;
}

/** Signs the ends of chains that grew since they were last signed. */
export function startSealing({ service, databaseUrl, key, everyMs, log }: SealingOptions): Leader {
  const id = keyId(key);
  return lead({
    databaseUrl,
    name: `${service}.seal`,
    channels: [],
    pollMs: everyMs,
    log,
    work: async (connection) => {
      const { rows } = await connection.query<ChainEnd>(
        `select case_no as "caseNo", sequence, hash from ${service}.chain where not sealed limit 1000`,
      );
      if (rows.length === 0) return;
      const signatures: string[] = [];
      for (const end of rows) signatures.push(await signEnd(service, key, end));
      const column = <T>(of: (end: ChainEnd) => T): T[] => rows.map(of);
      await connection.query(
        `with signed as (select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[]) s (case_no, sequence, hash, signature)),
           stored as (insert into ${service}.seal (case_no, sequence, hash, key_id, signature)
             select case_no, sequence, hash, $5, signature from signed on conflict do nothing)
         update ${service}.chain c set sealed = true from signed s where c.case_no = s.case_no and c.sequence = s.sequence`,
        [column((end) => end.caseNo), column((end) => end.sequence), column((end) => end.hash), signatures, id],
      );
    },
  });
}
