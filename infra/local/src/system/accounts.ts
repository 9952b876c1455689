/** Accounts and systems of the local issuer: one for every role and department, so that each door can be tried. */
import { loadCatalogue, presentDepartments } from '@yichuang/regions';
import type { Claims } from '../issuer/issuer.ts';
import type { SystemClient } from '../issuer/provider.ts';

/** 示例建设有限公司; the credit code is valid and belongs to nobody. */
export const sampleUscc = '91430100MA4L00001J';

export function localAccounts(): Record<string, Claims> {
  const departments = Object.fromEntries(
    presentDepartments(loadCatalogue()).map(({ code, name }): [string, Claims] => [
      code,
      { sub: `handler-${code}`, name: `${name}经办人`, roles: ['handler'], departmentId: code },
    ]),
  );
  // 首席代表 of each department.
  const leads = Object.fromEntries(
    presentDepartments(loadCatalogue()).map(({ code, name }): [string, Claims] => [
      `lead-${code}`,
      { sub: `lead-${code}`, name: `${name}首席代表`, roles: ['lead'], departmentId: code },
    ]),
  );
  return {
    applicant: { sub: 'enterprise-sample', name: '示例建设有限公司', roles: ['applicant'], uscc: sampleUscc },
    'window-jia': { sub: 'window-jia', name: '窗口甲', roles: ['clerk'] },
    coordinator: { sub: 'coordinator', name: '协调员', roles: ['coordinator'] },
    supervisor: { sub: 'supervisor', name: '监督员', roles: ['supervisor'] },
    admin: { sub: 'admin', name: '管理员', roles: ['admin'] },
    auditor: { sub: 'auditor', name: '审计员', roles: ['auditor'] },
    'assist-desk': { sub: 'assist-desk', name: '协办专窗', roles: ['assist-desk'] },
    'officer-jia': { sub: 'officer-jia', name: '协办员甲', roles: ['assist-officer'] },
    'officer-yi': { sub: 'officer-yi', name: '协办员乙', roles: ['assist-officer'] },
    ...departments,
    ...leads,
  };
}

/** `system-<department>` for each department's own system, and `system-monitor`; the secret is `secret-<department>`. */
export function localSystems(): Record<string, SystemClient> {
  const client = (code: string, claims: Omit<Claims, 'sub'>): [string, SystemClient] => [
    `system-${code}`,
    { secret: `secret-${code}`, claims: { sub: `system-${code}`, ...claims } },
  ];
  return Object.fromEntries([
    ...presentDepartments(loadCatalogue()).map(({ code, name }) =>
      client(code, { name: `${name}业务系统`, roles: ['handler'], departmentId: code }),
    ),
    client('monitor', { name: '监测系统', roles: ['system'] }),
  ]);
}
