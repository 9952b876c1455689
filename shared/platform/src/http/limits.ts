/** Limits of a request beyond its size: depth of the body, and calls per caller and minute. */
import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { problemOf } from './problem.ts';

/** Our deepest body has five levels. */
const mostLevels = 16;

/** Whether a JSON value has more levels than that; it looks no deeper. */
export const tooDeep = (value: unknown, levels = mostLevels): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((member) => tooDeep(member, levels - 1)));

export const limitDepth: RequestHandler = (request, _response, next) => {
  if (tooDeep(request.body)) throw problemOf('body-too-deep', `请求体的 JSON 至多 ${mostLevels} 层。`);
  next();
};

const windowMs = 60_000;

/** At most so many calls a minute of one caller on this process; 0 for no limit. Behind authentication, so that callers cannot use up each other's share. */
export function limitRate(perMinute: number, callerOf: (request: Request) => string): RequestHandler {
  return rateLimit({
    windowMs,
    limit: perMinute,
    skip: () => perMinute === 0,
    keyGenerator: callerOf,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next) => {
      next(problemOf('too-many-requests', `每分钟至多 ${perMinute} 个请求,请等到 Retry-After 指出的秒数之后再发。`));
    },
  });
}
