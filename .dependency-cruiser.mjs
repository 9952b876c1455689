/** The directions in which packages may depend on each other (docs/architecture.md). What a bundle carries at run time is checked by .dependency-cruiser.runtime.mjs. */

const workspace = '^(shared|workflows|activities|services|infra|features|scripts)/';
const npm = (...names) => names.map((name) => `/node_modules/${name}/|^node_modules/${name}/`);

/** A rule for the sources of one package: nothing but these. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: [from, ...allowed] },
});

/** A rule for the sources of one package: anything but these. */
const never = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    {
      name: 'resolvable',
      comment: 'An import that resolves to nothing escapes every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'declared',
      comment: 'Every npm package in use stands in a package.json.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    never('sources-not-tests', { path: '/src/' }, { path: ['/test/', '^features/', '^scripts/'] }),

    only('kernel-alone', '^shared/kernel/src/', [], 'Runs in the workflow sandbox: no npm package, no Node builtin.'),
    only('contracts', '^shared/contracts/src/', ['^shared/kernel/src/', ...npm('zod')]),
    only(
      'contracts-temporal',
      '^shared/contracts/src/temporal/',
      ['^shared/kernel/src/', '^shared/contracts/src/(?!http/)'],
      'Read by workflows: no zod.',
    ),
    only('regions', '^shared/regions/src/', [
      '^shared/(kernel|contracts)/src/',
      '^shared/regions/.+[.]json$',
      '^(node:)?(crypto|fs|fs/promises|path|url)$',
      ...npm('zod'),
    ]),
    never('platform', { path: '^shared/platform/src/' }, { path: workspace, pathNot: '^shared/' }),
    only(
      'workflows',
      '^workflows/src/',
      [
        '^shared/kernel/src/',
        '^shared/contracts/src/(?!http/)',
        '^shared/regions/src/',
        ...npm('@temporalio/(workflow|common)'),
      ],
      'Sandbox and determinism: no platform, activities, zod or Node builtin.',
    ),
    never(
      'workflows-regions-types-only',
      { path: '^workflows/src/' },
      { path: '^shared/regions/', dependencyTypesNot: ['type-only'] },
    ),

    never(
      'services-apart',
      { path: '^services/([^/]+)/' },
      { path: '^services/', pathNot: '^services/$1/' },
      'No service touches the code of another: facts, events and the API join them.',
    ),
    never('services-not-outwards', { path: '^services/' }, { path: '^(activities|infra|features|scripts)/' }),
    never(
      'services-workflow-messages-only',
      { path: '^services/' },
      { path: '^workflows/', pathNot: ['^workflows/src/messages[.]ts$', '^workflows/src/.+/messages[.]ts$'] },
    ),

    never(
      'activities-own-store-only',
      { path: '^activities/src/([^/]+)/', pathNot: '^activities/src/worker/' },
      { path: '^services/', pathNot: '^services/$1/src/store/' },
    ),
    never(
      'activities-stores-only',
      { path: '^activities/src/' },
      { path: '^services/', pathNot: '^services/[^/]+/src/store/' },
    ),
    never(
      'activities-root-no-store',
      { path: '^activities/src/[^/]+$' },
      { path: '^services/' },
      'Only activities/src/worker puts services together.',
    ),
    never(
      'activities-not-outwards',
      { path: '^activities/src/' },
      { path: '^(workflows|infra|features|scripts)/' },
      'Workflows reach the worker as a bundle path.',
    ),
    never(
      'services-used-by-activities-and-infra',
      { pathNot: ['^(services|activities|infra)/', '/test/'] },
      { path: '^services/' },
    ),

    never(
      'features-public-only',
      { path: '^features/' },
      { path: workspace, pathNot: ['^features/', '^infra/', '^shared/(kernel|contracts)/'] },
      'The rules are run against the public surfaces.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)[.]data/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    // Without these, workspace imports stay unresolved and the rules above are silent.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      mainFields: ['module', 'main'],
    },
  },
};
