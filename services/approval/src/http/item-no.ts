/** The number of an item of an application, in paths. */
import { z } from 'zod';

export const itemParams = z.object({
  itemCaseNo: z
    .string()
    .regex(/^.{1,80}-[^-]{1,20}$/)
    .meta({ description: '事项办件编号:办件编号、连字符、事项编码', examples: ['430000-20260918-000001-I39'] }),
});

export function itemOf(itemCaseNo: string): { caseNo: string; itemCode: string } {
  const end = itemCaseNo.lastIndexOf('-');
  return { caseNo: itemCaseNo.slice(0, end), itemCode: itemCaseNo.slice(end + 1) };
}
