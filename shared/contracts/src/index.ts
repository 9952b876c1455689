export * from './facts/index.ts';
export * from './temporal/index.ts';
