export * from './facts/index.ts';
export * from './problems.ts';
export * from './temporal/index.ts';
