/** CloudEvents 1.0 envelope of published facts: one message per workflow pass, `id` stable by cause. */

import { factWords, isFactType } from '@yichuang/contracts';
import { type RecordRequest, type ServiceName, services } from '@yichuang/contracts/temporal';
import { z } from 'zod';

const actor = z.object({ id: z.string(), name: z.string(), role: z.string(), departmentId: z.string().optional() });

const publishedFact = z.object({
  type: z.string(),
  seq: z.number().int().positive(),
  at: z.string(),
  actor,
  basis: z.array(z.string()),
  data: z.record(z.string(), z.unknown()),
});
/** Lenient on read: unknown members are ignored. */
export const cloudEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  source: z.string(),
  type: z.string(),
  subject: z.string(),
  time: z.string(),
  datacontenttype: z.literal('application/json'),
  partitionkey: z.string(),
  sequence: z.number().int(),
  realm: z.string(),
  /** W3C trace context (CloudEvents distributed tracing extension). */
  traceparent: z.string().optional(),
  data: z.object({ facts: z.array(publishedFact) }),
});
export type CloudEvent = z.infer<typeof cloudEvent>;

/** Reads a message; what is wrong with it otherwise. */
export function parseEvent(value: string): { success: true; event: CloudEvent } | { success: false; error: string } {
  try {
    const result = cloudEvent.safeParse(JSON.parse(value));
    return result.success
      ? { success: true, event: result.data }
      : { success: false, error: z.prettifyError(result.error) };
  } catch (error) {
    return { success: false, error: String(error) };
  }
}

/** The message of a pass without its `sequence` and `realm`, which the store knows; none if nothing of it is published. */
export function factMessage(
  service: ServiceName,
  caseNo: string,
  { workflowId, cause, at, facts, expectedHead }: RecordRequest,
): Record<string, unknown> | undefined {
  const published = facts.flatMap((fact, i) =>
    isFactType(fact.type) && factWords[fact.type].published ? [{ ...fact, seq: expectedHead + i + 1 }] : [],
  );
  if (published.length === 0) return undefined;
  return {
    specversion: '1.0',
    id: `${workflowId}/${cause}`,
    source: `/yichuang/${service}`,
    type: `yichuang.${service}.facts.v1`,
    subject: workflowId,
    time: at,
    datacontenttype: 'application/json',
    partitionkey: caseNo,
    data: { facts: published },
  };
}

/** Topic of a service's facts. */
export const topicOf = (prefix: string, service: ServiceName): string => `${prefix}yichuang.${service}.v1`;

const partitions = 6;

export const topics = (prefix: string): { topic: string; partitions: number }[] =>
  services.map((service) => ({ topic: topicOf(prefix, service), partitions }));
