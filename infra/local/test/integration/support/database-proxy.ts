/** A way to PostgreSQL that can be cut at one instant: after a commit has gone out, before its answer comes back. */
import { connect, createServer, type Socket } from 'node:net';

export interface DatabaseProxy {
  /** The given address by way of the proxy. */
  url: string;
  /**
   * The next commit of a connection with this application name goes through, its answer does not, nor any later one on that
   * connection. Resolves when the commit is out.
   */
  holdNextCommit(application: string): Promise<void>;
  close(): Promise<void>;
}

export async function startDatabaseProxy(target: string): Promise<DatabaseProxy> {
  const to = new URL(target);
  const sockets = new Set<Socket>();
  let wanted: { application: string; held: () => void } | undefined;
  const server = createServer((client) => {
    const database = connect(Number(to.port), to.hostname);
    let application = '';
    let held = false;
    client.on('data', (chunk) => {
      // The first message names the application; a simple query is `Q`, its length, its text, a zero.
      if (application === '') application = /application_name\0([^\0]*)\0/.exec(chunk.toString('latin1'))?.[1] ?? '-';
      if (wanted?.application === application && chunk.includes('commit\0')) {
        held = true;
        wanted.held();
        wanted = undefined;
      }
      database.write(chunk);
    });
    database.on('data', (chunk) => {
      if (!held) client.write(chunk);
    });
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(target);
  url.port = String(typeof address === 'object' && address ? address.port : 0);
  return {
    url: url.toString(),
    holdNextCommit: (application) =>
      new Promise((resolve) => {
        wanted = { application, held: resolve };
      }),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
