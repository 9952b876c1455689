/** Acts on a case, as routes: `POST {case}/{kind}`. Whether an act may be done is the case's workflow to say. */
import type { Role } from '@yichuang/contracts/temporal';
import { z } from 'zod';
import { nothing, route } from './route.ts';
import { actReplies } from './schemas.ts';

export interface CaseAct<K extends string = string, B extends z.ZodType<object> = z.ZodType<object>> {
  kind: K;
  summary: string;
  roles: readonly Role[];
  body: B;
}

interface ActedOn<P extends z.ZodType> {
  /** Path of the case: `/v1/questions/{no}`. */
  path: string;
  params: P;
  /** What the operations' names end with: `Question`. */
  name: string;
  tag: string;
  /** A fact that an act may record, as an example. */
  fact: string;
}

export const actRoute = <P extends z.ZodType, B extends z.ZodType<object>>(
  { path, params, name, tag, fact }: ActedOn<P>,
  { kind, summary, roles, body }: CaseAct<string, B>,
) =>
  route({
    method: 'post',
    path: `${path}/${kind}`,
    operationId: `${kind}${name}`,
    summary,
    roles,
    params,
    query: nothing,
    body,
    tag,
    reply: actReplies({ facts: z.array(z.string()).meta({ description: '记录的事实', examples: [[fact]] }) }),
  });
