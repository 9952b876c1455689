import { join } from 'node:path';
import {
  departmentsFileSchema,
  faqFileSchema,
  itemSchema,
  itemsFileSchema,
  stagesFileSchema,
} from '../schema/catalogue.ts';
import type { Catalogue, CatalogueItem } from '../types/catalogue.ts';
import { bundledCatalogue } from './bundled.ts';
import { check, readJsonFile } from './json-file.ts';
import { DataError, type Problem } from './problems.ts';

/** Items, departments, stages and frequent questions of `dir`, checked against each other. */
export function loadCatalogue(dir: string = bundledCatalogue): Catalogue {
  const itemsFile = join(dir, 'items.json');
  const departmentsFile = join(dir, 'departments.json');
  const stagesFile = join(dir, 'stages.json');
  const { items, version, effectiveFrom, notice } = readJsonFile(itemsFileSchema, itemsFile);
  const { departments } = readJsonFile(departmentsFileSchema, departmentsFile);
  const { stages } = readJsonFile(stagesFileSchema, stagesFile);
  const faqFile = join(dir, 'faq.json');
  const { questions: faq } = readJsonFile(faqFileSchema, faqFile);

  const problems: Problem[] = [];
  const codes = new Set(items.map(({ code }) => code));
  const departmentCodes = new Set(departments.filter((one) => one.successor === undefined).map(({ code }) => code));
  const needDepartment = (file: string, path: string, code: string | null | undefined): void => {
    if (typeof code === 'string' && !departmentCodes.has(code)) {
      problems.push({ file, path, message: `没有这个现行部门 / no such department today (${code})` });
    }
  };

  problems.push(...repeated(itemsFile, 'items', items), ...repeated(departmentsFile, 'departments', departments));
  problems.push(...repeated(stagesFile, 'stages', stages));
  items.forEach((item, index) => {
    const path = `items[${String(index)}]`;
    needDepartment(itemsFile, `${path}.department`, item.department);
    if (!stages.some(({ code }) => code === item.stage)) {
      problems.push({
        file: itemsFile,
        path: `${path}.stage`,
        message: `没有这个阶段 / no such stage (${item.stage})`,
      });
    }
    for (const code of item.prerequisites.flatMap(({ anyOf }) => anyOf)) {
      if (!codes.has(code)) {
        problems.push({
          file: itemsFile,
          path: `${path}.prerequisites`,
          message: `没有这个事项 / no such item (${code})`,
        });
      }
    }
  });
  problems.push(...circles(itemsFile, items));
  departments.forEach(({ supervisedBy, successor, validFrom, validTo }, index) => {
    const path = `departments[${String(index)}]`;
    needDepartment(departmentsFile, `${path}.supervisedBy`, supervisedBy);
    needDepartment(departmentsFile, `${path}.successor`, successor);
    const ended = successor !== undefined && validTo === undefined;
    if (ended || (validFrom !== undefined && validTo !== undefined && validTo < validFrom)) {
      const message =
        '有承继部门的须有截止日期，且不早于起始日期 / a department with a successor ends, not before it begins';
      problems.push({ file: departmentsFile, path: `${path}.validTo`, message });
    }
  });
  stages.forEach(({ leadDepartment }, index) => {
    needDepartment(stagesFile, `stages[${String(index)}].leadDepartment`, leadDepartment);
  });
  faq.forEach(({ itemCode }, index) => {
    if (itemCode !== null && !codes.has(itemCode))
      problems.push({
        file: faqFile,
        path: `questions[${String(index)}].itemCode`,
        message: `没有这个事项 / no such item (${itemCode})`,
      });
  });
  if (problems.length > 0) throw new DataError(problems);
  return { version, effectiveFrom, notice, items, departments, stages, faq };
}

/** Why this item may not be published (000-01, 003-13); empty if it may. */
export function publishingProblems(item: unknown): Problem[] {
  const checked = check(itemSchema, item, '事项');
  return checked.ok ? [] : checked.problems;
}

/** Codes and names are unique: people and files find an entry by either. */
function repeated(file: string, list: string, entries: { code: string; name: string }[]): Problem[] {
  const seen = new Set<string>();
  return entries.flatMap(({ code, name }, index) =>
    [code, name].flatMap((key) => {
      if (!seen.has(key)) {
        seen.add(key);
        return [];
      }
      return [{ file, path: `${list}[${String(index)}]`, message: `${key} 重复 / ${key} occurs twice` }];
    }),
  );
}

/** An item that waits for itself would never be accepted. */
function circles(file: string, items: CatalogueItem[]): Problem[] {
  const before = new Map(items.map((item) => [item.code, item.prerequisites.flatMap(({ anyOf }) => anyOf)]));
  const waitsForItself = (code: string): boolean => {
    const reached = new Set<string>();
    const open = [...(before.get(code) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === code) return true;
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(...(before.get(next) ?? []));
    }
    return false;
  };
  return items.flatMap(({ code }, index) =>
    waitsForItself(code)
      ? [{ file, path: `items[${String(index)}].prerequisites`, message: `前置事项成环 / ${code} waits for itself` }]
      : [],
  );
}
