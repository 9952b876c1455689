/** Structured logs; tokens, phone and ID numbers never reach them. */
import { type Logger, pino } from 'pino';

export type { Logger };

export const createLog = (name: string, level: string): Logger =>
  pino({
    name,
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['authorization', '*.authorization', '*.idCard', '*.phone', 'body'], censor: '[redacted]' },
  });
