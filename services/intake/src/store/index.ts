export { projectOwnFacts as project } from './projection.ts';
export { type IntakeDatabase, intakeMigrations as migrations } from './schema.ts';
