import base from './.dependency-cruiser.mjs';

const zod = '(^|/)node_modules/zod/';

/** What is left when types are erased, followed to the end: zod must not slip in through a barrel. */
export default {
  forbidden: [
    {
      name: 'contracts-temporal-without-zod',
      severity: 'error',
      from: { path: '^shared/contracts/src/temporal/' },
      to: { path: zod, reachable: true },
    },
    {
      name: 'workflows-without-zod',
      severity: 'error',
      from: { path: '^workflows/src/' },
      to: { path: zod, reachable: true },
    },
  ],
  options: { ...base.options, tsPreCompilationDeps: false },
};
