/** Who was told of which document of a case, by which way, when; and what failed. Any service answers for the notices of all. */
import type { NoticeChannel } from '@yichuang/contracts';
import { formatOffset, type Instant } from '@yichuang/kernel';
import { type QueryExecutorProvider, sql } from 'kysely';
import { z } from 'zod';
import { isApplicant, requireCase } from '../auth/scope.ts';
import { nothing, type Routes, route } from '../http/route.ts';
import { caseNo, count, instantText } from '../http/schemas.ts';
import { channelWords } from './text.ts';

const channel = z.enum(['sms', 'phone', 'wechat', 'inApp']);

const attempt = z.strictObject({
  channel,
  word: z.string().meta({ description: '通知方式', examples: ['短信'] }),
  at: instantText,
  result: z
    .enum(['sent', 'unavailable', 'refused'])
    .meta({ description: 'sent 已送出,unavailable 暂时不通、稍后再试,refused 不能以此方式送达' }),
  error: z.string().nullable(),
});

const notice = z
  .strictObject({
    documentId: z.string(),
    name: z.string().meta({ description: '所告知的文书', examples: ['领取通知'] }),
    number: z.string().meta({ description: '文号' }),
    state: z.enum(['open', 'sent', 'failed']).meta({ description: 'open 正在送,sent 已送到,failed 各种方式均未送到' }),
    channels: z.array(channel).meta({ description: '通知方式,依次采用' }),
    text: z.string(),
    attempts: z.array(attempt),
  })
  .meta({ id: 'Notice', description: '就一份文书发出的通知' });

const caseNotices = route({
  method: 'get',
  path: '/v1/cases/{no}/notices',
  operationId: 'caseNotices',
  summary: '一件办件的通知:何时以何种方式告知,是否送到;申请人只看到发给本单位的',
  roles: [],
  params: z.object({ no: caseNo }),
  query: nothing,
  body: nothing,
  tag: '文书',
  reply: { 200: z.strictObject({ caseNo, count, notices: z.array(notice) }) },
});

interface NoticeRow {
  documentId: string;
  name: string;
  number: string;
  state: 'open' | 'sent' | 'failed';
  channels: NoticeChannel[];
  text: string;
  attempts: { channel: NoticeChannel; at: Instant; result: 'sent' | 'unavailable' | 'refused'; error: string | null }[];
}

export function noticeRoutes(routes: Routes, db: QueryExecutorProvider): void {
  routes.add(caseNotices)(async ({ params, realm, principal }) => {
    await requireCase(db, principal, realm, params.no);
    const uscc = isApplicant(principal) ? (principal.uscc ?? '') : null;
    const { rows } =
      await sql<NoticeRow>`select n.document_id as "documentId", d.sheet->>'title' as name, d.number, n.state, n.channels, n.text,
        coalesce((select jsonb_agg(jsonb_build_object('channel', a.channel, 'at', journal.iso(a.at), 'result', a.result, 'error', a.error) order by a.n)
           from journal.notice_attempt a where a.document_id = n.document_id), '[]') as attempts
      from journal.notice n join journal.document d using (document_id)
     where n.case_no = ${params.no} and n.realm = ${realm} and (${uscc}::text is null or d.uscc = ${uscc})
     order by d.issued_at, n.document_id`.execute(db);
    const notices = rows.map(({ attempts, ...row }) => ({
      ...row,
      attempts: attempts.map(({ at, ...one }) => ({ ...one, word: channelWords[one.channel], at: formatOffset(at) })),
    }));
    return { status: 200, body: { caseNo: params.no, count: notices.length, notices } };
  });
}
