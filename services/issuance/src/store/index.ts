export { project } from './projection.ts';
export { type IssuanceDatabase, issuanceMigrations as migrations } from './schema.ts';
