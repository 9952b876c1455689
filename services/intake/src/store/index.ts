export { project } from './project.ts';
export { type IntakeDatabase, intakeMigrations as migrations } from './schema.ts';
