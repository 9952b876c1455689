/** How the departments do: what they took on, decided, and let run over (002 二(二)3(5)). */
import { count, named, nothing, type Routes, route, type ServiceTools } from '@yichuang/platform';
import { namedDepartment, type Regions } from '@yichuang/regions';
import { z } from 'zod';
import type { ApprovalDatabase } from '../store/schema.ts';
import { departmentFigures } from '../store/supervision.ts';

const figures = z
  .strictObject({
    department: named,
    accepted: count.meta({ description: '受理数,视为受理的也计入' }),
    decided: count.meta({ description: '办结数' }),
    overdue: count.meta({ description: '超期数:期限届满时尚未办结的' }),
  })
  .meta({ id: 'DepartmentFigures', description: '一个业务单位的效能统计' });

const departments = route({
  method: 'get',
  path: '/v1/supervision/departments',
  operationId: 'departmentFigures',
  summary: '各业务单位的受理数、办结数、超期数',
  roles: ['coordinator', 'supervisor', 'admin', 'auditor'],
  params: nothing,
  query: nothing,
  body: nothing,
  tag: '监督',
  reply: { 200: z.strictObject({ departments: z.array(figures) }) },
});

export function supervisionRoutes(
  routes: Routes,
  { db }: ServiceTools<ApprovalDatabase>,
  { catalogue }: Regions,
): void {
  routes.add(departments)(async ({ realm, principal }) => {
    const rows = await departmentFigures(db, { realm, principal });
    const shown = rows.map(({ department: code, ...rest }) => ({
      department: namedDepartment(catalogue, code),
      ...rest,
    }));
    return { status: 200, body: { departments: shown } };
  });
}
