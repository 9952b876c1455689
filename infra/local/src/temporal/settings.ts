/** Settings of the local server that differ from its defaults, as `--dynamic-config-value` arguments. */
export function dynamicConfigArguments(): string[] {
  return Object.entries(DYNAMIC_CONFIG).flatMap(([key, value]) => [
    '--dynamic-config-value',
    `${key}=${JSON.stringify(value)}`,
  ]);
}

// Worker versioning and updates are on by default; limits on one workflow (updates in flight and the like) stay as in production.
const DYNAMIC_CONFIG: Readonly<Record<string, string | number | boolean>> = {
  // Lets a test ask the server to skip time for one workflow; off unless asked for.
  'frontend.WorkflowTimeSkippingEnabled': true,
  // One skip costs about this long; the default is 1 s.
  'history.timerProcessorMaxTimeShift': '50ms',
  // Many workflows at once on one machine: request limits are not what local runs are to find.
  'frontend.rps': 50_000,
  'frontend.namespaceRPS': 50_000,
  'frontend.namespaceCount': 20_000,
  'frontend.namespaceRPS.visibility': 5_000,
  'frontend.rps.namespaceReplicationInducingAPIs': 1_000,
  'frontend.namespaceRPS.namespaceReplicationInducingAPIs': 1_000,
  'frontend.globalNamespaceRPS.namespaceReplicationInducingAPIs': 1_000,
  'frontend.globalNamespaceWorkerDeploymentReadRPS': 5_000,
  'frontend.persistenceMaxQPS': 100_000,
  'history.rps': 100_000,
  'history.persistenceMaxQPS': 100_000,
  'matching.rps': 100_000,
  'matching.persistenceMaxQPS': 100_000,
};
