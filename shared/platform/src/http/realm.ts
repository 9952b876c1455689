/** The realm a request speaks of: live, or a sandbox named in `Sandbox-Realm` (refused in production). */
import { liveRealm } from '@yichuang/contracts/temporal';
import type { Request } from 'express';
import { Problem } from './problem.ts';

export const realmForm = /^[a-z0-9][a-z0-9-]{0,62}$/;

export function realmOf(request: Request, sandbox: boolean): string {
  const realm = request.header('sandbox-realm');
  if (realm === undefined) return liveRealm;
  if (!sandbox)
    throw new Problem(400, {
      code: 'no-sandbox-here',
      title: '本环境没有沙箱',
      detail: '请去掉请求头 Sandbox-Realm。',
    });
  if (!realmForm.test(realm) || realm === liveRealm)
    throw new Problem(400, {
      code: 'invalid-realm',
      title: '沙箱名不符合要求',
      detail: '沙箱名由小写字母、数字和连字符组成。',
    });
  return realm;
}
