/** An app on its port. */
import type { Server } from 'node:http';
import type { Express } from 'express';

export async function listen(
  app: Express,
  { host, port }: { host: string; port: number },
): Promise<{ server: Server; port: number }> {
  const server = app.listen(port, host);
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

/** Answers what is under way, takes nothing more. */
export const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
