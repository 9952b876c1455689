/** Brings a database to the latest schema of all services and seeds the published calendars. */
import * as approval from '@yichuang/approval/store';
import * as assist from '@yichuang/assist/store';
import * as intake from '@yichuang/intake/store';
import * as issuance from '@yichuang/issuance/store';
import { createDatabase, migrate, seedCalendar } from '@yichuang/platform';
import { loadCalendarYears } from '@yichuang/regions';

export async function migrateAll(databaseUrl: string, options: { sandbox: boolean }): Promise<void> {
  await migrate({
    databaseUrl,
    sandbox: options.sandbox,
    services: {
      intake: intake.migrations,
      approval: approval.migrations,
      issuance: issuance.migrations,
      assist: assist.migrations,
    },
  });
  const db = createDatabase<unknown>(databaseUrl, { name: 'migrate', max: 1 });
  await seedCalendar(db, loadCalendarYears());
  await db.destroy();
}
