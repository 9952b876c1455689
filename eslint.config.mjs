import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const packages = ['shared', 'workflows', 'activities', 'services/*', 'infra/*'];
const tests = ['**/test/**/*.ts'];

/** Packages that must not know any region: what differs between them is data in shared/regions. */
const regionFree = [
  'workflows/src/**/*.ts',
  'activities/src/**/*.ts',
  'services/*/src/**/*.ts',
  'shared/{kernel,contracts,platform}/src/**/*.ts',
];

/** Where reading the environment is the task itself. */
const readsEnvironment = ['**/config.ts', 'infra/**/*.ts', 'scripts/**/*.ts'];

const zoneDependent = 'FullYear|Year|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds';
const region = 'jiangcheng|hunan|xiangzhou|dalian|江城|湖南|襄州|大连';
const regionMessage = 'No region by name here: ask the rule pack of the case (shared/regions).';
const focusMessage = 'No focused or skipped tests.';
const envMessage = 'Read the environment in config.ts only and pass values on.';

const localTime = [
  {
    selector: `MemberExpression[property.name=/^((get|set)(${zoneDependent})|getTimezoneOffset|toLocale.*)$/]`,
    message: 'Depends on the zone or locale of the machine: use @yichuang/kernel time, or the getUTC… methods.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length>1]",
    message: 'new Date(y, m, …) reads its parts in the zone of the machine: use @yichuang/kernel time.',
  },
];
const environment = [
  { selector: "MemberExpression[object.name='process'][property.name='env']", message: envMessage },
  {
    selector: "ImportDeclaration[source.value=/^(node:)?process$/] ImportSpecifier[imported.name='env']",
    message: envMessage,
  },
];
const regionNames = [
  { selector: `Literal[value=/${region}/i]`, message: regionMessage },
  { selector: `TemplateElement[value.raw=/${region}/i]`, message: regionMessage },
  { selector: `Identifier[name=/${region}/i]`, message: regionMessage },
];
const focused = [
  {
    selector:
      'MemberExpression[property.name=/^(only|skip|todo)$/]:matches([object.name=/^(describe|it|test)$/], [object.property.name=/^(concurrent|failing)$/])',
    message: focusMessage,
  },
  { selector: 'CallExpression[callee.name=/^(fit|xit|xtest|fdescribe|xdescribe)$/]', message: focusMessage },
];

const sharedMessage =
  'Runs of a worker thread share this module: state belongs into the run, memory by identity into a WeakMap.';
const sharedState = [
  {
    selector: ":matches(Program, ExportNamedDeclaration) > VariableDeclaration[kind!='const']",
    message: sharedMessage,
  },
  {
    selector: 'Program > VariableDeclaration > VariableDeclarator > NewExpression[callee.name=/^(Map|Set)$/]',
    message: sharedMessage,
  },
];

/** What a workflow bundle carries. */
const bundled = ['shared/{kernel,contracts}/src/**/*.ts', 'workflows/src/**/*.ts'];

export default defineConfig(
  globalIgnores(['**/node_modules', '**/.data', '**/.types', '**/*.{js,cjs}', 'workflows/test/histories']),
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'no-unreachable-loop': 'error',
      'no-fallthrough': 'error',
      'no-restricted-syntax': ['error', ...localTime, ...environment],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unsafe-type-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  { files: packages.map((path) => `${path}/**/src/**/*.ts`), rules: { 'max-lines': ['error', 300] } },
  {
    files: bundled,
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
    },
  },
  {
    files: regionFree,
    rules: { 'no-restricted-syntax': ['error', ...localTime, ...environment, ...regionNames], 'no-console': 'error' },
  },
  {
    files: bundled,
    rules: { 'no-restricted-syntax': ['error', ...localTime, ...environment, ...regionNames, ...sharedState] },
  },
  { files: readsEnvironment, rules: { 'no-restricted-syntax': ['error', ...localTime] } },
  {
    files: regionFree.map((path) => path.replace('*.ts', 'config.ts')),
    rules: { 'no-restricted-syntax': ['error', ...localTime, ...regionNames] },
  },
  {
    files: tests,
    rules: {
      'no-restricted-syntax': ['error', ...localTime, ...focused],
      'no-template-curly-in-string': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
