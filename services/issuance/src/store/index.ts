export { projectOwnFacts as project } from './projection.ts';
export { type IssuanceDatabase, issuanceMigrations as migrations } from './schema.ts';
