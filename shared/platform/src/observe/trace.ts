/**
 * One trace through HTTP, journal, workflow and Kafka: a W3C traceparent, taken over from the caller or begun here. Rows carry it where
 * no call does (journal.command, inbound, outbox), so it outlives every process on the way.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

const current = new AsyncLocalStorage<string>();
const form = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;

/** What follows in this process belongs to the trace. Without one, or with a malformed one, as if nothing was said. */
export const withTrace = <T>(traceparent: string | null | undefined, work: () => T): T =>
  traceparent && form.test(traceparent) ? current.run(traceparent, work) : work();

/** A step of the caller's trace, or the first of a new one. */
export function nextStep(caller: string | undefined): string {
  const [, traceId = randomBytes(16).toString('hex'), flags = '01'] = form.exec(caller ?? '') ?? [];
  return `00-${traceId}-${randomBytes(8).toString('hex')}-${flags}`;
}

export const traceparent = (): string | undefined => current.getStore();

/** For log lines. */
export function traceId(): string | undefined {
  const [, id] = form.exec(current.getStore() ?? '') ?? [];
  return id;
}
