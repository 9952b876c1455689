/** The caller's key for an act: the same key with the same content is the same act. */
import type { Request } from 'express';
import { type Problem, problemOf } from './problem.ts';

export const idempotencyKeyForm = /^[\x21-\x7e]{1,200}$/;

/** Refuses a POST without one. */
export function idempotencyKeyOf(request: Request): string {
  const key = request.header('idempotency-key');
  if (key !== undefined && idempotencyKeyForm.test(key)) return key;
  throw problemOf(
    'idempotency-key-required',
    '每个 POST 请求都须有请求头 Idempotency-Key(1 至 200 个可见 ASCII 字符),重发时保持不变。',
  );
}

/** The same key with other content is not the same act. */
export const keyReused = (): Problem =>
  problemOf('idempotency-key-reused', '同一个 Idempotency-Key 已用于内容不同的请求;新的操作请用新的键。');
