import type { Log } from '../log.ts';
import type { ServerProcess } from './server-process.ts';

/** A server that this process started and can stop, kill and start again on the same ports and data. */
export interface Server {
  /** Of the process that runs now. */
  readonly pid: number;
  /** Ends it politely; data is kept. */
  stop(): Promise<void>;
  /** Ends it the fast way, for data that is about to be deleted. */
  discard(): Promise<void>;
  /** SIGKILL, for fault tests: as when the machine takes the process away. */
  kill9(): void;
  /** Starts it again on the same ports and data, stopping it first if it still runs; resolves when it answers. */
  restart(): Promise<void>;
}

export interface ServerSetup {
  readonly name: string;
  /** Starts a process and resolves when it answers. */
  readonly launch: () => Promise<ServerProcess>;
  readonly discardSignal: NodeJS.Signals;
  readonly log: Log;
}

/** Starts a server and wraps it; an end that nobody asked for is reported through the log. */
export async function startServer(setup: ServerSetup): Promise<Server> {
  let expected: ServerProcess | undefined;
  const launch = async (): Promise<ServerProcess> => {
    const started = await setup.launch();
    void started.ended.then(() => {
      if (expected !== started)
        setup.log(`${setup.name} 意外退出 / ended unexpectedly: ${started.failure()?.message ?? ''}`);
    });
    return started;
  };
  let current = await launch();
  const end = (signal?: NodeJS.Signals): Promise<void> => {
    expected = current;
    return current.stop(signal);
  };
  return {
    get pid() {
      return current.pid;
    },
    stop: () => end(),
    discard: () => end(setup.discardSignal),
    kill9() {
      expected = current;
      current.signal('SIGKILL');
    },
    async restart() {
      const wasKilled = expected === current;
      // A process killed a moment ago may still be dying: wait for it before its ports and files are used again.
      await (wasKilled ? current.ended : end());
      current = await launch();
    },
  };
}
