/** RFC 9457 problem details with a stable code, the clause that is broken, and what to do. */
import { type ProblemCode, problems } from '@yichuang/contracts';
import type { Refusal } from '@yichuang/contracts/temporal';
import { clausesIn } from '@yichuang/kernel';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { ZodError, type z } from 'zod';
import { isPassing } from '../db/passing.ts';
import type { Logger } from '../log.ts';
import type { problemDetails } from './schemas.ts';

export interface FieldError {
  /** JSON path of the field. */
  field: string;
  message: string;
}

interface ProblemExtras {
  clause?: string;
  errors?: FieldError[];
  headers?: Record<string, string>;
}

export class Problem extends Error {
  readonly status: number;
  readonly refusal: Refusal;
  readonly errors: FieldError[];
  readonly headers: Record<string, string>;

  constructor(status: number, refusal: Refusal, { errors = [], headers = {} }: Omit<ProblemExtras, 'clause'> = {}) {
    super(`${refusal.code}: ${refusal.detail}`);
    this.status = status;
    this.refusal = refusal;
    this.errors = errors;
    this.headers = headers;
  }
}

/** A refusal with the status and the title that the catalogue gives its code. */
export function problemOf(code: ProblemCode, detail: string, { clause, ...extras }: ProblemExtras = {}): Problem {
  const { status, title } = problems[code];
  return new Problem(status, { code, title, detail, ...(clause !== undefined && { clause }) }, extras);
}

export const notFound = (what: string): Problem => problemOf('not-found', `没有找到${what},或者您无权查看。`);

/** A refusal that names the field. */
export const fieldProblem = (code: ProblemCode, field: string, message: string): Problem =>
  problemOf(code, `${field}:${message}`, { errors: [{ field, message }] });

const clauseText = (clause = ''): string => clausesIn(clause.split(';')).join(';');

export function problemBody(
  status: number,
  { code, title, detail, clause: cited }: Refusal,
  errors: FieldError[] = [],
): z.input<typeof problemDetails> {
  const clause = clauseText(cited);
  return {
    type: `/problems#${code}`,
    title,
    status,
    detail,
    code,
    ...(clause !== '' && { clause }),
    ...(errors.length > 0 && { errors }),
  };
}

export const unknownRoute: RequestHandler = (request) => {
  throw problemOf('no-such-route', `${request.method} ${request.path}`);
};

function asProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (error instanceof ZodError) {
    const errors = error.issues.map((issue) => ({ field: issue.path.join('.') || '(body)', message: issue.message }));
    const detail = errors.map(({ field, message }) => `${field}:${message}`).join(';');
    return problemOf('invalid-request', detail, { errors });
  }
  if (error instanceof Error) {
    const kind = 'type' in error ? error.type : undefined;
    if (kind === 'entity.parse.failed') return problemOf('invalid-json', '请检查请求体的 JSON 语法。');
    if (kind === 'entity.too.large') return problemOf('body-too-large', '请求体超过限制,附件请用上传接口。');
    if ('status' in error && typeof error.status === 'number' && error.status >= 400 && error.status < 500)
      return problemOf('invalid-request', '网址、内容编码或者字符集无法解读。');
  }
  return undefined;
}

/** The last handler of an app. What is nobody's fault but ours is logged and answered without its inside. */
export const problemHandler =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = asProblem(error);
    if (!problem) log.error({ method: request.method, path: request.path, error: String(error) }, 'request failed');
    const away = !problem && isPassing(error);
    const { status, refusal, errors, headers } =
      problem ??
      problemOf(
        away ? 'temporarily-unavailable' : 'internal-error',
        '结果未知,请稍后用同一个 Idempotency-Key 重试,同一操作只生效一次。',
      );
    response
      .status(status)
      .set(headers)
      .type('application/problem+json')
      .send(JSON.stringify(problemBody(status, refusal, errors)));
  };
