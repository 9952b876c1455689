export { projectOwnFacts as project } from './projection.ts';
export { type ApprovalDatabase, approvalMigrations as migrations } from './schema.ts';
