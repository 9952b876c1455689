import { loadConfig, runService } from '@yichuang/platform';
import { issuanceService } from './service.ts';

await runService(issuanceService(), loadConfig());
