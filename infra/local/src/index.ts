export { type Infrastructure, type InfrastructureOptions, startInfrastructure } from './infrastructure.ts';
export { type Claims, createIssuer } from './issuer/issuer.ts';
export { DEV_LOGIN_GRANT, PORTAL_CLIENT } from './issuer/provider.ts';
export { isRecord } from './json-file.ts';
export { choosePort, freePort } from './ports.ts';
export type { Server } from './process/server.ts';
export { MissingServersError } from './resolve/resolution.ts';
export { sampleUscc } from './system/accounts.ts';
export { type ApiClient, type CallOptions, createApiClient, type Reply } from './system/client.ts';
export { databaseNamed, dropDatabase } from './system/database.ts';
export type { Part } from './system/process.ts';
export { type SampleFiling, sampleAssistRequest, sampleCommissionForm, sampleFiling } from './system/samples.ts';
export { type System, type SystemOptions, startSystem } from './system/system.ts';
export {
  type ServerAddresses,
  startTestSystem,
  type TestSystem,
  type TestSystemOptions,
  testBundle,
  testServers,
} from './system/test-system.ts';
export { type ToolRun, yichuang } from './system/tool.ts';
export { ensureNamespace, registerSearchAttributes, type SearchAttributeType } from './temporal/admin.ts';
export { ensureTestInfrastructure } from './test-infrastructure.ts';
export { ensureTopics, type Topic } from './topics.ts';
