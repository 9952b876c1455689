import { rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { type Infrastructure, startInfrastructure } from './infrastructure.ts';
import { writeFileAtomically } from './json-file.ts';
import { reason } from './log.ts';

/*
 * node infra-main.ts --data DIR [--fixed-ports] [--ui] [--discard] [--with-parent]
 * Starts the servers, writes DIR/infrastructure.json when all answer, and stops them on SIGTERM or SIGINT.
 * --discard stops the fast way (data may be lost); --with-parent stops when the process that started this one is gone.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    'fixed-ports': { type: 'boolean', default: false },
    ui: { type: 'boolean', default: false },
    discard: { type: 'boolean', default: false },
    'with-parent': { type: 'boolean', default: false },
  },
});

if (values.data === undefined) {
  process.stderr.write('usage: infra-main.ts --data DIR [--fixed-ports] [--ui] [--discard] [--with-parent]\n');
  process.exit(2);
}
const stateFile = path.join(path.resolve(values.data), 'infrastructure.json');
rmSync(stateFile, { force: true });

let infrastructure: Infrastructure | undefined;
let stopping = false;
const isStopping = (): boolean => stopping;
const stop = (): void => {
  if (isStopping()) return;
  stopping = true;
  rmSync(stateFile, { force: true });
  // Servers that are still starting end with this process.
  const stopped = infrastructure?.stop({ discard: values.discard }) ?? Promise.resolve();
  void stopped.finally(() => process.exit(0));
};
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
if (values['with-parent']) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 500).unref();
}

try {
  infrastructure = await startInfrastructure({
    dataDir: values.data,
    fixedPorts: values['fixed-ports'],
    ui: values.ui,
    log: (line) => process.stdout.write(`${line}${os.EOL}`),
  });
  const pids = Object.fromEntries(Object.entries(infrastructure.servers).map(([name, server]) => [name, server.pid]));
  const state = { ...infrastructure, servers: undefined, pids, pid: process.pid };
  if (!isStopping()) writeFileAtomically(stateFile, `${JSON.stringify(state, undefined, 2)}\n`);
} catch (error) {
  process.stderr.write(`${reason(error)}\n`);
  process.exit(1);
}
