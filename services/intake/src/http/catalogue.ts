/** The published catalogue, for everybody: items, their guides, stages (000-33, 000-56, 002-07, 004-41). */
import {
  clauses,
  dateText,
  departmentAsked,
  fieldProblem,
  guideOf,
  named,
  notFound,
  type Routes,
  regionAsked,
  type ServiceTools,
  stageAsked,
} from '@yichuang/platform';
import {
  itemByCode,
  neededMaterials,
  publishedItems,
  publishedStages,
  type Regions,
  serviceGuide,
} from '@yichuang/regions';
import { z } from 'zod';
import type { IntakeDatabase } from '../store/schema.ts';

const text = z.string().min(1).max(60);
const region = text.meta({ description: '地区的名称或者标识' });
const code = text.meta({ description: '事项编码', examples: ['I46'] });
const tag = '事项目录';

const limit = z.strictObject({ text: z.string(), basis: clauses });

const itemReply = z
  .strictObject({
    code: z.string(),
    name: z.string(),
    stage: named,
    department: named,
    type: z.string().meta({ description: '事项类型' }),
    handling: z.string().meta({ description: '办件类型' }),
    promised: z.string().nullable().meta({ description: '承诺时限' }),
    statutory: z.string().nullable().meta({ description: '法定时限' }),
    guideVersion: z.string().meta({ description: '办事指南的版本' }),
  })
  .meta({ id: 'PublishedItem', description: '事项' });

const stageReply = z
  .strictObject({
    code: z.string(),
    name: z.string(),
    order: z.int(),
    lead: named.nullable().meta({ description: '牵头部门' }),
    limit,
    items: z.array(z.string()),
  })
  .meta({ id: 'PublishedStage', description: '审批阶段' });

const asked = {
  critical: z.boolean().meta({ description: '主要材料' }),
  mayFollow: z.boolean().meta({ description: '可以容后补交' }),
  basis: clauses,
};
const material = z.strictObject({ name: z.string(), ...asked });

const guideReply = z
  .strictObject({
    region: z.strictObject({ id: z.string(), name: z.string() }),
    item: named,
    stage: named,
    department: named,
    type: z.string(),
    handling: z.string(),
    sample: z.boolean().meta({ description: '示例数据' }),
    scope: z.string().meta({ description: '适用范围' }),
    basis: clauses,
    conditions: z.array(z.string()).meta({ description: '申请条件' }),
    materials: z.array(material),
    procedure: z.array(z.string()).meta({ description: '办理程序' }),
    limits: z.strictObject({ promised: limit.nullable(), statutory: limit.nullable() }),
    fee: z.strictObject({ charged: z.boolean(), text: z.string(), basis: clauses }),
    commitment: z.strictObject({ offered: z.boolean(), condition: z.string().optional() }),
    result: z.string().meta({ description: '审批结果' }),
    window: z.strictObject({ name: z.string(), officeHours: z.array(z.string()) }),
    effectiveFrom: dateText,
    version: z.string(),
  })
  .meta({ id: 'ServiceGuide', description: '办事指南' });

const neededReply = z
  .strictObject({
    name: z.string(),
    items: z
      .array(z.strictObject({ code: z.string(), name: z.string(), ...asked }))
      .meta({ description: '需要这份材料的事项;材料只交一份' }),
  })
  .meta({ id: 'NeededMaterial', description: '一份材料和需要它的事项' });

export function catalogueRoutes(routes: Routes, { db }: ServiceTools<IntakeDatabase>, regions: Regions): void {
  const { catalogue } = regions;
  routes.publish({
    path: '/v1/catalogue/items',
    operationId: 'publishedItems',
    summary: '事项目录',
    tag,
    params: z.object({}),
    query: z.object({ region, stage: text.optional(), department: text.optional() }),
    reply: { 200: z.strictObject({ items: z.array(itemReply) }) },
  })(({ query }) => {
    const asked = {
      stage: query.stage === undefined ? undefined : stageAsked(regions, query.stage).code,
      department: query.department === undefined ? undefined : departmentAsked(regions, query.department).code,
    };
    return { status: 200, body: { items: publishedItems(regionAsked(regions, query.region), catalogue, asked) } };
  });

  routes.publish({
    path: '/v1/catalogue/items/{code}',
    operationId: 'serviceGuide',
    summary: '一个事项的办事指南',
    tag,
    params: z.object({ code }),
    query: z.object({
      region,
      version: z.string().length(64).optional().meta({ description: '申报时的版本;不写则为现行版本' }),
    }),
    reply: { 200: guideReply },
  })(async ({ params, query }) => {
    const pack = regionAsked(regions, query.region);
    const current = serviceGuide(pack, catalogue, params.code);
    const { version = current?.version } = query;
    const guide =
      version === undefined || version === current?.version
        ? current
        : await guideOf(db, { region: pack.id, itemCode: params.code, version });
    if (!guide) throw notFound(`事项 ${params.code}`);
    return { status: 200, body: guide };
  });

  routes.publish({
    path: '/v1/catalogue/materials',
    operationId: 'neededMaterials',
    summary: '同时申报几个事项需要的材料,同一材料只列一次',
    tag,
    params: z.object({}),
    query: z.object({
      region,
      items: z
        .string()
        .regex(/^[^,]+(,[^,]+)*$/, '事项编码以英文逗号分隔')
        .max(400)
        .meta({ description: '事项编码,以英文逗号分隔', examples: ['I39,I46'] }),
    }),
    reply: { 200: z.strictObject({ materials: z.array(neededReply) }) },
  })(({ query }) => {
    const codes = [...new Set(query.items.split(','))];
    const unknown = codes.find((code) => !itemByCode(catalogue, code));
    if (unknown !== undefined) throw fieldProblem('unknown-item', 'items', unknown);
    return { status: 200, body: { materials: neededMaterials(regionAsked(regions, query.region), catalogue, codes) } };
  });

  routes.publish({
    path: '/v1/catalogue/stages',
    operationId: 'publishedStages',
    summary: '审批阶段',
    tag,
    params: z.object({}),
    query: z.object({ region }),
    reply: { 200: z.strictObject({ stages: z.array(stageReply) }) },
  })(({ query }) => ({
    status: 200,
    body: { stages: publishedStages(regionAsked(regions, query.region), catalogue) },
  }));
}
