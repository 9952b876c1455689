/** Migrations: the platform's schemas first, then each service's. Two processes may migrate at once: one waits. */
import { type ServiceName, services } from '@yichuang/contracts/temporal';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import { documentSchema } from '../documents/schema.ts';
import { calendarSchema, journalSchema, regionSchema, sandboxSchema } from './platform-schema.ts';
import { sandboxGrants, serviceGrants, serviceSandboxViews, serviceSchema } from './service-schema.ts';

/** A migration of plain SQL. */
export const sqlMigration = (text: string): Migration => ({
  up: async (db) => {
    await sql.raw(text).execute(db);
  },
});

async function migrateSchema(
  db: Kysely<unknown>,
  schema: string,
  migrations: Record<string, Migration>,
): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableSchema: schema,
  });
  const { error } = await migrator.migrateToLatest();
  if (error)
    throw new Error(
      `migration of schema ${schema} failed: ${error instanceof Error ? error.message : 'unknown error'}`,
      { cause: error },
    );
}

export interface MigrationPlan {
  databaseUrl: string;
  sandbox: boolean;
  /** What each service adds to the common tables: read models and projections. */
  services: Record<ServiceName, Record<string, Migration>>;
}

/** Brings a database to the latest schema. Needs an owner's connection; services connect with their own roles. */
export async function migrate({ databaseUrl, sandbox, services: own }: MigrationPlan): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrateSchema(db, 'journal', {
      '0001-journal': sqlMigration(journalSchema),
      '0002-calendar': sqlMigration(calendarSchema),
      '0003-region': sqlMigration(regionSchema),
      '0004-documents': sqlMigration(documentSchema),
    });
    for (const service of services) {
      await migrateSchema(db, service, { '0001-common': sqlMigration(serviceSchema(service)), ...own[service] });
    }
    if (sandbox) {
      await migrateSchema(db, 'sandbox', {
        '0001-sandbox': sqlMigration(sandboxSchema),
        '0002-services': sqlMigration(services.map(serviceSandboxViews).join('\n')),
      });
    }
    await sql.raw(services.map(serviceGrants).join('\n')).execute(db);
    if (sandbox) await sql.raw(services.map(sandboxGrants).join('\n')).execute(db);
  } finally {
    await db.destroy();
  }
}
