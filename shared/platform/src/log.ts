/** Structured logs with the trace they belong to; tokens, phone and ID numbers never reach them. */
import { type Logger, pino } from 'pino';
import { traceId } from './observe/trace.ts';

export type { Logger };

export const createLog = (name: string, level: string): Logger =>
  pino({
    name,
    level,
    mixin: () => {
      const id = traceId();
      return id === undefined ? {} : { traceId: id };
    },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['authorization', '*.authorization', '*.idCard', '*.phone', 'body'], censor: '[redacted]' },
  });
