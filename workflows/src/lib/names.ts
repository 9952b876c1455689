/** How people read the departments and items of a case. */
import type { CaseSlice } from '@yichuang/regions/types';

export const departmentName = ({ slice }: { slice: Pick<CaseSlice, 'departments'> }, code: string): string =>
  slice.departments[code] ?? code;

/** An item with its code. */
export const named = ({ slice }: { slice: Pick<CaseSlice, 'items'> }, code: string): string =>
  `${slice.items.find((item) => item.code === code)?.name ?? ''}(${code})`;
