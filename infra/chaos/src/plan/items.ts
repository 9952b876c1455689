/** Items of stage 施工许可 with their departments and promised days, as the catalogue has them. */
import type { Random } from '../random.ts';
import type { PlannedItem } from './types.ts';

const items: readonly PlannedItem[] = [
  { code: 'I29', department: 'transport', promisedDays: 5 },
  { code: 'I32', department: 'civil-defence', promisedDays: 2 },
  { code: 'I35', department: 'meteorology', promisedDays: 5 },
  { code: 'I40', department: 'urban-management', promisedDays: 3 },
  { code: 'I41', department: 'police', promisedDays: 5 },
  { code: 'I46', department: 'housing', promisedDays: 3 },
  // One day: accepted on the filing day it is overdue at the close of the due day.
  { code: 'I47', department: 'housing', promisedDays: 1 },
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

/** Items of different departments, in random order. */
export function pickItems(random: Random, count: number): PlannedItem[] {
  const picked = new Map<string, PlannedItem>();
  for (const item of random.shuffled(items)) if (!picked.has(item.department)) picked.set(item.department, item);
  return [...picked.values()].slice(0, count);
}

export function anotherDepartment(random: Random, than: string): string {
  const [first, ...rest] = departments.filter((department) => department !== than);
  return random.pick([first ?? than, ...rest]);
}
