/** Finds the command and runs it. */
import { type Command, codeOf, type Io, messageOf, UsageError } from './command.ts';
import { audit } from './commands/audit.ts';
import { calendar } from './commands/calendar.ts';
import { deadlines } from './commands/deadline.ts';
import { dlq } from './commands/dlq.ts';
import { migrateCommand } from './commands/migrate.ts';
import { reconcile } from './commands/reconcile.ts';
import { region } from './commands/region.ts';
import { release } from './commands/release.ts';
import { replay } from './commands/replay.ts';
import { tasks } from './commands/tasks.ts';

const commands: Record<string, Command> = {
  deadline: deadlines,
  calendar,
  region,
  replay,
  release,
  tasks,
  dlq,
  reconcile,
  audit,
  migrate: migrateCommand,
};

export async function run([name, ...args]: string[], io: Io): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return help(args[0], name, io);
  const command = commands[name];
  if (!command || !Object.hasOwn(commands, name)) {
    io.err(`没有命令 ${name} / no such command: ${name}`);
    overview(io.err);
    return 2;
  }
  try {
    return await command.run(args, io);
  } catch (error) {
    const asked = wrongly(error);
    io.err(messageOf(error));
    if (asked) usage(command, io.err);
    return asked ? 2 : 1;
  }
}

/** Options that `parseArgs` does not know count as asked wrongly too. */
const wrongly = (error: unknown): boolean => error instanceof UsageError || codeOf(error).startsWith('ERR_PARSE_ARGS');

function help(about: string | undefined, name: string | undefined, io: Io): number {
  const command = about === undefined ? undefined : commands[about];
  if (command) {
    io.out(command.summary);
    usage(command, io.out);
    return 0;
  }
  overview(name === undefined ? io.err : io.out);
  return name === undefined ? 2 : 0;
}

function usage({ usage: forms }: Command, print: Io['out']): void {
  for (const form of forms) print(`  npm run yichuang -- ${form}`);
}

function overview(print: Io['out']): void {
  print('用法 / usage');
  for (const { usage: forms, summary } of Object.values(commands)) {
    for (const form of forms) print(`  npm run yichuang -- ${form}`);
    print(`      ${summary}`);
  }
  print('  npm run yichuang -- help [COMMAND]');
}
