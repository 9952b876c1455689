/** Makes the PDF of each document of a service, once: whatever ends on the way begins again and gives the same bytes. */
import { Readable } from 'node:stream';
import type { ServiceName } from '@yichuang/contracts/temporal';
import { type QueryExecutorProvider, sql } from 'kysely';
import { type Leader, lead } from '../db/leader.ts';
import type { Logger } from '../log.ts';
import { closeTask, raiseTask } from '../operator/tasks.ts';
import type { ContentStore } from '../storage/content-store.ts';
import { type Render, Unprintable } from './render.ts';
import type { Sheet } from './sheet.ts';
import { verificationOf } from './verification.ts';

export interface RenderJobOptions {
  service: ServiceName;
  databaseUrl: string;
  db: QueryExecutorProvider;
  storage: ContentStore;
  render: Render;
  /** Where the verification page is reached. */
  publicUrl: string;
  log: Logger;
}

interface OpenDocument {
  documentId: string;
  caseNo: string;
  realm: string;
  code: string;
  sheet: Sheet;
  attempts: number;
}

const batch = 20;
const maxBytes = 20 * 1024 * 1024;
const retryMs = { first: 1_000, growth: 4, most: 3_600_000 };

export function startRenderJob(options: RenderJobOptions): Leader {
  const { service, databaseUrl, db, log } = options;
  return lead({
    databaseUrl,
    name: `${service}.document`,
    channels: [`document_${service}`],
    pollMs: 5000,
    log,
    async work() {
      for (;;) {
        const { rows } = await sql<OpenDocument>`
          select document_id as "documentId", case_no as "caseNo", realm, code, sheet, attempts from journal.document
           where service = ${service} and sha256 is null and not_before <= clock_timestamp() order by not_before limit ${batch}`.execute(
          db,
        );
        if (rows.length === 0) return;
        for (const row of rows) await renderOne(options, row);
      }
    },
  });
}

async function renderOne(
  { service, db, storage, render, publicUrl, log }: RenderJobOptions,
  { documentId, caseNo, realm, code, sheet, attempts }: OpenDocument,
): Promise<void> {
  const task = { service, kind: 'documentNotRendered', subject: documentId } as const;
  try {
    const pdf = await render(sheet, verificationOf(publicUrl, code));
    const { sha256, size } = await storage.put(Readable.from([pdf]), { maxBytes });
    await sql`update journal.document set sha256 = ${sha256}, size = ${size}, rendered_at = clock_timestamp(), error = null
      where document_id = ${documentId} and sha256 is null`.execute(db);
    if (attempts > 0) await closeTask(db, task, 'system', '文书已生成');
  } catch (error) {
    // What cannot be printed names the character or the place in the layout; other reasons might hold addresses.
    const detail = error instanceof Unprintable ? error.message : '暂时不能生成或者保存 PDF,原因见日志';
    const waitMs = Math.min(retryMs.first * retryMs.growth ** attempts, retryMs.most);
    log.warn({ documentId, caseNo, error: String(error) }, 'document not rendered');
    await sql`update journal.document set attempts = attempts + 1, error = ${detail},
        not_before = clock_timestamp() + ${waitMs} * interval '1 millisecond'
      where document_id = ${documentId} and sha256 is null`.execute(db);
    await raiseTask(db, { ...task, caseNo, realm, detail });
  }
}
