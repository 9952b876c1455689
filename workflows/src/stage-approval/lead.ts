/** What only the lead department of a stage may do (000-02: each stage has exactly one). */
import type { Actor, Refusal } from '@yichuang/contracts';
import { departmentName } from '../lib/names.ts';
import { type StageState } from './model.ts';

/** A coordinator who belongs to no department acts for the lead. */
export function onlyTheLead({ slice }: StageState, { departmentId }: Actor): Refusal | undefined {
  const { leadDepartment, name } = slice.stage;
  if (departmentId === undefined || departmentId === leadDepartment) return undefined;
  return {
    code: 'not-the-lead',
    title: '不是本阶段的牵头部门',
    detail: `${name}阶段由${departmentName({ slice }, leadDepartment)}牵头。`,
    clause: '行政许可法 26¶2',
  };
}
