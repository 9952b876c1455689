import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** Only these folders are crawled: never .data, where servers write while the tests run. */
const folders = ['shared', 'workflows', 'activities', 'services', 'infra', 'features', 'scripts'];

const integration = ['{services,infra}/*/test/integration', 'activities/test/integration', 'shared/*/test/integration'];

/** The test files of each jest project, as globs from the root; what `not` matches belongs to another project. */
export const projects = {
  unit: {
    files: ['shared/*/test', '{services,infra}/*/test/unit', '{workflows,activities}/test/unit', 'scripts/test'],
    not: ['/test/integration/'],
    seconds: 30,
  },
  workflows: { files: ['workflows/test'], not: ['/workflows/test/unit/', '/replay[^/]*$'], seconds: 300 },
  replay: { files: ['workflows/test'], not: ['/workflows/test/unit/', '/(?!replay)[^/]*$'], seconds: 300 },
  integration: { files: integration, not: [], seconds: 300 },
};

export type Project = keyof typeof projects;

export function testFiles(name: Project): string[] {
  const other = projects[name].not.map((pattern) => new RegExp(pattern));
  return globSync(testGlobs(name), { cwd: root }).filter((file) => !other.some((pattern) => pattern.test(`/${file}`)));
}

function testGlobs(name: Project): string[] {
  return projects[name].files.map((folder) => `${folder}/**/*.test.ts`);
}

export function jestProject(name: Project): Record<string, unknown> {
  const { not, seconds } = projects[name];
  const servers = join(root, 'infra/local/src/jest/global-setup.ts');
  return {
    displayName: name,
    rootDir: root,
    roots: folders.map((folder) => join(root, folder)).filter((folder) => existsSync(folder)),
    testEnvironment: 'node',
    injectGlobals: false,
    testMatch: testGlobs(name).map((glob) => `<rootDir>/${glob}`),
    testPathIgnorePatterns: ['/node_modules/', ...not],
    globals: { testSeconds: seconds },
    setupFilesAfterEnv: [join(import.meta.dirname, 'timeout.ts')],
    extensionsToTreatAsEsm: ['.ts'],
    transform: {
      '^.+\\.ts$': [
        '@swc/jest',
        {
          jsc: { parser: { syntax: 'typescript' }, target: 'es2024', experimental: { keepImportAttributes: true } },
          module: { type: 'es6' },
        },
      ],
    },
    ...((name === 'integration' || name === 'workflows') && existsSync(servers) ? { globalSetup: servers } : {}),
  };
}
