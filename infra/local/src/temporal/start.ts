import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { LocalConfig } from '../config.ts';
import type { Log } from '../log.ts';
import { poll } from '../poll.ts';
import { freePort, HOST } from '../ports.ts';
import { type Server, startServer } from '../process/server.ts';
import { spawnServer, whenReady } from '../process/server-process.ts';
import { dynamicConfigArguments } from './settings.ts';

export interface TemporalOptions {
  readonly binary: string;
  readonly dataDir: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly uiPort: number;
  readonly ui: boolean;
  readonly config: LocalConfig;
  readonly log: Log;
}

export interface TemporalServer extends Server {
  readonly address: string;
  readonly uiUrl: string | undefined;
}

/** Starts the development server on its SQLite file; resolves when the namespace `default` answers. */
export async function startTemporal(options: TemporalOptions): Promise<TemporalServer> {
  const { dataDir, config, log } = options;
  const port = options.port === 0 ? await freePort() : options.port;
  const uiPort = options.ui && options.uiPort === 0 ? await freePort() : options.uiPort;
  const address = `${HOST}:${port}`;
  const folder = path.join(dataDir, 'temporal');
  mkdirSync(folder, { recursive: true });
  const args = [
    'server',
    'start-dev',
    '--ip',
    HOST,
    '--port',
    String(port),
    '--db-filename',
    path.join(folder, 'temporal.db'),
  ];
  args.push(...(options.ui ? ['--ui-ip', HOST, '--ui-port', String(uiPort)] : ['--headless']));
  args.push('--log-level', 'error', '--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=OFF');
  args.push(...dynamicConfigArguments());
  const server = await startServer({
    name: 'Temporal',
    discardSignal: 'SIGKILL',
    log,
    async launch() {
      const started = await spawnServer({
        name: 'temporal',
        command: options.binary,
        args,
        dataDir,
        // The server would otherwise ask an address on the internet about newer versions.
        env: { ...config.childEnv, TEMPORAL_VERSION_CHECK_DISABLED: '1' },
        stopSignal: 'SIGTERM',
      });
      return whenReady(started, (abort) => answers(address, abort));
    },
  });
  return Object.assign(server, { address, uiUrl: options.ui ? `http://${HOST}:${uiPort}` : undefined });
}

async function answers(address: string, abort: () => Error | undefined): Promise<void> {
  // Loaded while the servers start: it takes as long as the server does.
  const { Connection } = await import('@temporalio/client');
  await poll(
    'Temporal',
    async () => {
      const connection = await Connection.connect({ address, connectTimeout: 500 });
      try {
        return await connection.workflowService.describeNamespace({ namespace: 'default' });
      } finally {
        await connection.close();
      }
    },
    { timeoutMs: 60_000, abort },
  );
}
