/** Items of stage 施工许可 with their departments, promised days and prerequisites, as the catalogue has them. */
import type { Random } from '../random.ts';
import type { PlannedItem } from './types.ts';

type CatalogueItem = Omit<PlannedItem, 'awaits'> & { prerequisites?: string[] };

const items: readonly CatalogueItem[] = [
  { code: 'I29', department: 'transport', promisedDays: 5, statutory: true },
  { code: 'I32', department: 'civil-defence', promisedDays: 2, statutory: false, prerequisites: ['I44'] },
  { code: 'I35', department: 'meteorology', promisedDays: 5, statutory: true, prerequisites: ['I44'] },
  { code: 'I38', department: 'urban-management', promisedDays: 3, statutory: true },
  { code: 'I40', department: 'urban-management', promisedDays: 3, statutory: true },
  { code: 'I41', department: 'police', promisedDays: 5, statutory: true, prerequisites: ['I38'] },
  { code: 'I44', department: 'housing', promisedDays: 4, statutory: false },
  // Of the law's seven natural days from receipt.
  { code: 'I46', department: 'housing', promisedDays: 3, statutory: true, prerequisites: ['I44'] },
  // One day: accepted on the filing day it is overdue at the close of the due day.
  { code: 'I47', department: 'housing', promisedDays: 1, statutory: false },
];

export const departments: readonly [string, ...string[]] = [
  'water',
  'planning',
  'ecology',
  'transport',
  'civil-defence',
  'meteorology',
  'urban-management',
  'police',
  'housing',
];

/** Items of different departments, in random order; of what one of them waits for only what is in the same filing counts. */
export function pickItems(random: Random, count: number): PlannedItem[] {
  const picked = new Map<string, CatalogueItem>();
  for (const item of random.shuffled(items)) if (!picked.has(item.department)) picked.set(item.department, item);
  const filed = [...picked.values()].slice(0, count);
  const codes = filed.map(({ code }) => code);
  return filed.map(({ prerequisites = [], ...item }) => ({
    ...item,
    awaits: prerequisites.filter((code) => codes.includes(code)),
  }));
}

export function anotherDepartment(random: Random, than: string): string {
  const [first, ...rest] = departments.filter((department) => department !== than);
  return random.pick([first ?? than, ...rest]);
}
