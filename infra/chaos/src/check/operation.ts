/** What the product says of itself when all is at rest: its audit of every case holds, and no operator has anything left to repair. */
import { auditCase, createDatabase, roleUrl } from '@yichuang/platform';
import type { CaseRun } from '../drive/run-types.ts';
import type { Mishaps } from '../nemesis/mishaps.ts';
import { select } from '../read/database.ts';
import { services } from '../read/progress.ts';
import type { Finding } from './finding.ts';

export async function checkOperation(databaseUrl: string, mishaps: Mishaps, runs: CaseRun[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const service of services) {
    const db = createDatabase<unknown>(roleUrl(databaseUrl, service), { name: 'audit', max: 4 });
    for (const { no } of runs) {
      const result = await auditCase(db, { service, caseNo: no, key: undefined });
      if (!result.intact) findings.push({ no, text: `audit of ${service}: ${String(result.brokenAt)} ${result.why}` });
    }
    await db.destroy();
  }
  await mishaps.reconcile();
  const tasks = await select<{ no: string; text: string }>(
    databaseUrl,
    `select case_no as no, kind || ' ' || subject || ' ' || detail as text from journal.operator_task
      where resolved_at is null and kind <> 'cancelRequested'`,
  );
  return [...findings, ...tasks.map(({ no, text }) => ({ no, text: `operator task left: ${text}` }))];
}
