/** Tells addressees of documents: by the first channel that takes the notice. Ended between sending and noting, it sends the same ID again. */
import type { NoticeChannel } from '@yichuang/contracts';
import type { ServiceName } from '@yichuang/contracts/temporal';
import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import { type Leader, lead } from '../db/leader.ts';
import { verificationOf } from '../documents/verification.ts';
import type { Logger } from '../log.ts';
import { raiseTask } from '../operator/tasks.ts';
import type { Sending, SendNotice } from './channels.ts';

export interface SendJobOptions<DB> {
  service: ServiceName;
  databaseUrl: string;
  db: Kysely<DB>;
  /** How notices of a realm are sent. */
  senderOf: (realm: string) => SendNotice;
  publicUrl: string;
  /** Pause after the first failure of a channel, in milliseconds; each further one is four times as long. */
  retryMs: number;
  log: Logger;
}

interface OpenNotice {
  documentId: string;
  realm: string;
  caseNo: string;
  uscc: string | null;
  code: string;
  text: string;
  channel: NoticeChannel;
  /** Place of the channel in the order of preference, from 1. */
  place: number;
  channels: number;
  tries: number;
}

/** What becomes of a notice after an attempt. */
export interface NoticeStep {
  state: 'open' | 'sent' | 'failed';
  place: number;
  tries: number;
  waitMs: number;
}

const batch = 50;
const triesPerChannel = 4;
const retryGrowth = 4;

/** The same channel after a pause, the next one when it refuses or has failed too often, none when it was the last. */
export function stepAfter(
  { result }: Sending,
  { place, channels, tries }: Pick<OpenNotice, 'place' | 'channels' | 'tries'>,
  retryMs: number,
): NoticeStep {
  if (result === 'sent') return { state: 'sent', place, tries: tries + 1, waitMs: 0 };
  if (result === 'unavailable' && tries + 1 < triesPerChannel)
    return { state: 'open', place, tries: tries + 1, waitMs: retryMs * retryGrowth ** tries };
  if (place < channels) return { state: 'open', place: place + 1, tries: 0, waitMs: 0 };
  return { state: 'failed', place, tries: tries + 1, waitMs: 0 };
}

export function startSendJob<DB>(options: SendJobOptions<DB>): Leader {
  const { service, databaseUrl, db, log } = options;
  const plain: QueryExecutorProvider = db;
  return lead({
    databaseUrl,
    name: `${service}.notice`,
    channels: [`document_${service}`],
    pollMs: Math.min(options.retryMs, 5000),
    log,
    async work() {
      for (;;) {
        const { rows } = await sql<OpenNotice>`
          select n.document_id as "documentId", n.realm, n.case_no as "caseNo", d.uscc, d.code, n.text, n.channels[n.channel] as channel,
                 n.channel as place, cardinality(n.channels) as channels, n.tries
            from journal.notice n join journal.document d using (document_id)
           where n.service = ${service} and n.state = 'open' and n.not_before <= clock_timestamp() order by n.not_before limit ${batch}`.execute(
          plain,
        );
        if (rows.length === 0) return;
        await Promise.all(rows.map((row) => sendOne(options, row)));
      }
    },
  });
}

async function sendOne<DB>(
  { service, db, senderOf, publicUrl, retryMs, log }: SendJobOptions<DB>,
  notice: OpenNotice,
): Promise<void> {
  const { documentId, realm, caseNo, uscc, code, text, channel } = notice;
  const sending = await senderOf(realm)({
    id: `${documentId}~${channel}`,
    channel,
    uscc: uscc ?? undefined,
    text,
    url: verificationOf(publicUrl, code).url,
  });
  const step = stepAfter(sending, notice, retryMs);
  const noted = await db.transaction().execute((trx) => note(trx, notice, sending, step));
  if (!noted) return;
  log.info({ documentId, caseNo, realm, channel, result: sending.result }, 'notice');
  if (step.state === 'failed')
    await raiseTask(db, {
      service,
      kind: 'noticeUndelivered',
      subject: documentId,
      caseNo,
      realm,
      detail: '各种通知方式均未送到',
    });
}

/** False where another process has noted this attempt. */
async function note(
  trx: QueryExecutorProvider,
  { documentId, realm, channel, place, tries }: OpenNotice,
  sending: Sending,
  step: NoticeStep,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update journal.notice set state = ${step.state}, channel = ${step.place}, tries = ${step.tries},
      not_before = clock_timestamp() + ${step.waitMs} * interval '1 millisecond'
    where document_id = ${documentId} and state = 'open' and channel = ${place} and tries = ${tries}`.execute(trx);
  if (numAffectedRows === 0n) return false;
  await sql`insert into journal.notice_attempt (document_id, n, channel, at, result, error)
    select ${documentId}, count(*) + 1, ${channel}, journal.clock(${realm}), ${sending.result}, ${'error' in sending ? sending.error : null}
      from journal.notice_attempt where document_id = ${documentId}`.execute(trx);
  return true;
}
