/** `migrate`: the database to the latest schema. */
import { parseArgs } from 'node:util';
import { type Command, UsageError } from '../command.ts';
import { migrateAll } from '../migrate.ts';

export const migrateCommand: Command = {
  usage: ['migrate'],
  summary: '将 DATABASE_URL 指向的数据库升级到最新结构(MODE=sandbox 时含沙箱)/ migrates the database',
  async run(args, { out, env }) {
    parseArgs({ args, options: {} });
    const url = env['DATABASE_URL'];
    if (url === undefined || url === '') throw new UsageError('缺少环境变量 DATABASE_URL / DATABASE_URL is not set');
    const sandbox = env['MODE'] === 'sandbox';
    await migrateAll(url, { sandbox });
    out(
      `数据库已是最新结构${sandbox ? '(含沙箱)' : ''} / the database is up to date${sandbox ? ', with sandbox' : ''}`,
    );
    return 0;
  },
};
