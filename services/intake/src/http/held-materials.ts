/** What of a project is held already and need not be handed in again (003-04). */
import {
  caseNo,
  dateText,
  fieldProblem,
  itemCode,
  nothing,
  projectCodeOf,
  type Routes,
  route,
  type ServiceTools,
} from '@yichuang/platform';
import { itemByCode, type Regions } from '@yichuang/regions';
import { z } from 'zod';
import { heldFiles, heldResults } from '../store/holdings.ts';
import type { IntakeDatabase } from '../store/schema.ts';
import { fileId } from './file-replies.ts';

const held = z
  .strictObject({
    files: z.array(
      z
        .strictObject({
          fileId,
          name: z.string(),
          type: z.string(),
          sha256: z.string(),
          material: z.string().meta({ description: '当时作为哪份材料' }),
          applicationNo: caseNo,
          itemCodes: z.array(itemCode),
          filedOn: dateText,
        })
        .meta({ id: 'HeldFile', description: '以前交过的文件;申报时写它的 fileId 即可再用' }),
    ),
    results: z.array(
      z
        .strictObject({
          result: z
            .string()
            .meta({ description: '申报时在材料的 results 中这样写', examples: ['430000-20260918-000001-I28'] }),
          applicationNo: caseNo,
          itemCode,
          itemName: z.string(),
          document: z.string().meta({ description: '结果的名称' }),
        })
        .meta({ id: 'HeldResult', description: '以前准予的结果' }),
    ),
  })
  .meta({ id: 'HeldMaterials', description: '已有的材料和结果' });

const heldMaterials = route({
  method: 'get',
  path: '/v1/held-materials',
  operationId: 'heldMaterials',
  summary: '一个单位就一个项目已经交过的文件和取得的结果',
  roles: [],
  params: nothing,
  query: z.object({
    uscc: z.string().min(1).max(60).optional().meta({ description: '统一社会信用代码;申请人可以不填' }),
    projectCode: z.string().min(1).max(60).meta({ description: '项目代码' }),
  }),
  body: nothing,
  tag: '申请',
  reply: { 200: held },
});

export function heldRoutes(routes: Routes, { db }: ServiceTools<IntakeDatabase>, { catalogue }: Regions): void {
  routes.add(heldMaterials)(async ({ query, realm, principal }) => {
    const uscc = query.uscc ?? principal.uscc;
    if (uscc === undefined) throw fieldProblem('invalid-request', 'uscc', '请填写查询的单位');
    const asked = { realm, principal, uscc, projectCode: projectCodeOf(query.projectCode, 'projectCode') };
    const [files, results] = await Promise.all([heldFiles(db, asked), heldResults(db, asked)]);
    return {
      status: 200,
      body: {
        files: files.map(({ id, name, mime, sha256, material, application_no, item_codes, filed_on }) => ({
          fileId: id,
          name,
          type: mime,
          sha256,
          material,
          applicationNo: application_no,
          itemCodes: item_codes,
          filedOn: filed_on,
        })),
        results: results.map(({ application_no, item_code }) => {
          const item = itemByCode(catalogue, item_code);
          return {
            result: `${application_no}-${item_code}`,
            applicationNo: application_no,
            itemCode: item_code,
            itemName: item?.name ?? item_code,
            document: item?.result ?? item_code,
          };
        }),
      },
    };
  });
}
