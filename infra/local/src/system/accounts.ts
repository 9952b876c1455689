/** Accounts of the local issuer: one for every role and department, so that each door can be tried. */
import { loadCatalogue } from '@yichuang/regions';
import type { Claims } from '../issuer/issuer.ts';

/** 示例建设有限公司; the credit code is valid and belongs to nobody. */
export const sampleUscc = '91430100MA4L00001J';

export function localAccounts(): Record<string, Claims> {
  const departments = Object.fromEntries(
    loadCatalogue().departments.map(({ code, name }): [string, Claims] => [
      code,
      { sub: `handler-${code}`, name: `${name}经办人`, roles: ['handler'], departmentId: code },
    ]),
  );
  return {
    applicant: { sub: 'enterprise-sample', name: '示例建设有限公司', roles: ['applicant'], uscc: sampleUscc },
    'window-jia': { sub: 'window-jia', name: '窗口甲', roles: ['clerk'] },
    coordinator: {
      sub: 'coordinator-housing',
      name: '牵头部门协调员',
      roles: ['coordinator'],
      departmentId: 'housing',
    },
    supervisor: { sub: 'supervisor', name: '监督员', roles: ['supervisor'] },
    admin: { sub: 'admin', name: '管理员', roles: ['admin'] },
    auditor: { sub: 'auditor', name: '审计员', roles: ['auditor'] },
    'assist-desk': { sub: 'assist-desk', name: '协办专窗', roles: ['assist-desk'] },
    'officer-jia': { sub: 'officer-jia', name: '协办员甲', roles: ['assist-officer'] },
    'officer-yi': { sub: 'officer-yi', name: '协办员乙', roles: ['assist-officer'] },
    ...departments,
  };
}
