/** Frequent questions (常见问题), for everybody: what nobody has to ask a department about (002 二(一)1(1)). */
import { clauses, count, type Routes } from '@yichuang/platform';
import { namedItem, type Regions } from '@yichuang/regions';
import { z } from 'zod';

const reply = z
  .strictObject({
    item: z.strictObject({ code: z.string(), name: z.string() }).nullable().meta({ description: '空:各事项通用' }),
    question: z.string(),
    answer: z.string(),
    basis: clauses,
    sample: z.boolean().meta({ description: '示例数据' }),
  })
  .meta({ id: 'FrequentQuestion', description: '一个常见问题' });

export function faqRoutes(routes: Routes, { catalogue }: Regions): void {
  routes.publish({
    path: '/v1/faq',
    operationId: 'frequentQuestions',
    summary: '常见问题',
    tag: '咨询',
    params: z.object({}),
    query: z.object({ item: z.string().max(60).optional().meta({ description: '事项编码;不填则全部' }) }),
    reply: { 200: z.strictObject({ count, questions: z.array(reply) }) },
  })(({ query }) => {
    const questions = catalogue.faq
      .filter(({ itemCode }) => query.item === undefined || itemCode === query.item)
      .map(({ itemCode, ...rest }) => ({
        item: itemCode === null ? null : namedItem(catalogue, itemCode),
        ...rest,
      }));
    return { status: 200, body: { count: questions.length, questions } };
  });
}
