/** All types of the package, free of zod and of Node: what workflows may `import type`. */
export type * from './types/acceptance.ts';
export type * from './types/assist.ts';
export type * from './types/calendar.ts';
export type * from './types/catalogue.ts';
export type * from './types/documents.ts';
export type * from './types/guide.ts';
export type * from './types/pack.ts';
export type * from './types/period.ts';
export type * from './types/rules.ts';
export type * from './types/slice.ts';
