export { projectOwnFacts as project } from './projection.ts';
export { type AssistDatabase, assistMigrations as migrations } from './schema.ts';
