import { jestProject, projects } from './scripts/jest/projects.ts';

// Workflow and integration tests share servers and the two cores, so they run one after another; unit tests side by side.
const selected = process.argv.slice(process.argv.indexOf('--selectProjects') + 1);
const unitOnly =
  process.argv.includes('--selectProjects') &&
  !Object.keys(projects).some((name) => name !== 'unit' && selected.includes(name));

export default {
  projects: Object.keys(projects).map((name) => jestProject(name)),
  maxWorkers: unitOnly ? 2 : 1,
};
