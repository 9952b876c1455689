/** Who acts: accounts of the local issuer by the names that the steps use. */
import { running } from './system.ts';

export const applicant = 'applicant';
export const windowClerk = 'window-jia';
export const coordinator = 'coordinator';
/** Sees the tasks of every department. */
export const overseer = 'supervisor';
export const auditor = 'auditor';
export const admin = 'admin';
export const assistDesk = 'assist-desk';

/** The handler of a department; what stands in brackets after its name is its office and does not count. */
export function handlerOf(department: string): string {
  const name = department.replace(/[(（].*$/, '').trim();
  const found = Object.entries(running().system.accounts).find(
    ([account, claims]) => claims.departmentId === account && claims.name === `${name}经办人`,
  );
  if (!found) throw new Error(`no department is called ${department}`);
  return found[0];
}

/** A 协办员 by name: the account that acts, and how the desk names it. */
export function officerOf(name: string): { account: string; officer: { id: string; name: string } } {
  const found = Object.entries(running().system.accounts).find(
    ([, claims]) => claims.roles.includes('assist-officer') && claims.name === name,
  );
  if (!found) throw new Error(`no officer is called ${name}`);
  const [account, { sub }] = found;
  return { account, officer: { id: sub, name } };
}
