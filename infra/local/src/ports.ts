import { randomInt } from 'node:crypto';
import net from 'node:net';

export const HOST = '127.0.0.1';

// Below the ephemeral ranges of Linux and macOS: an outgoing connection cannot take a port while its server restarts.
const FIRST_PORT = 15_000;
const LAST_PORT = 29_999;
const handedOut = new Set<number>();

/** A port that nothing listens on and that this process has not handed out before. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = randomInt(FIRST_PORT, LAST_PORT + 1);
    if (!handedOut.has(port) && (await isFree(port))) {
      handedOut.add(port);
      return port;
    }
  }
  throw new Error(`no free port between ${FIRST_PORT} and ${LAST_PORT}`);
}

/** The first of `preferred` that is free, else any free port. */
export async function choosePort(preferred: readonly number[]): Promise<number> {
  for (const port of preferred) {
    if (!handedOut.has(port) && (await isFree(port))) {
      handedOut.add(port);
      return port;
    }
  }
  return freePort();
}

/** Gives ports back when the servers that used them are stopped for good. */
export function releasePorts(ports: readonly number[]): void {
  for (const port of ports) handedOut.delete(port);
}

/** True when a server could listen on the port of the loopback address. */
async function isFree(port: number): Promise<boolean> {
  // macOS lets a specific address be bound beside a wildcard listener, so ask for an answer first.
  if (await accepts(HOST, port)) return false;
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host: HOST, port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** True when something accepts TCP connections there. */
export function accepts(host: string, port: number, timeoutMs = 1000): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: timeoutMs });
    const done = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.once('timeout', () => done(false));
  });
}

/** As `accepts`, for "host:port" (IPv6 in brackets). */
export function acceptsAddress(address: string, timeoutMs: number): Promise<boolean> {
  const split = address.lastIndexOf(':');
  const port = Number(address.slice(split + 1));
  const host = address.slice(0, split).replace(/^\[(.*)\]$/, '$1');
  return split > 0 && Number.isInteger(port) && port > 0 ? accepts(host, port, timeoutMs) : Promise.resolve(false);
}
