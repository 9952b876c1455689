export * from './core.ts';
export * from './ids.ts';
export * from './patches.ts';
export * from './queues.ts';
export * from './search-attributes.ts';
