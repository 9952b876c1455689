/** One system for the whole run, on the servers named in YICHUANG_INFRASTRUCTURE or on servers of its own. */
import { AfterAll, BeforeAll, setDefaultTimeout } from '@cucumber/cucumber';
import { type ApiClient, createApiClient, startTestSystem, type TestSystem } from '@yichuang/local';

interface Running {
  system: TestSystem;
  client: ApiClient;
}

const startMs = 240_000;
/** A clock step works off every due instant of its realm and waits until all has settled. */
const stepMs = 120_000;

let current: Running | undefined;

setDefaultTimeout(stepMs);

BeforeAll({ timeout: startMs }, async () => {
  const system = await startTestSystem();
  current = { system, client: createApiClient(system) };
});

AfterAll({ timeout: startMs }, async () => {
  await current?.system.stop();
  current = undefined;
});

export function running(): Running {
  if (!current) throw new Error('the system is not up');
  return current;
}
