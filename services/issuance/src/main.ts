import { loadConfig, runService } from '@yichuang/platform';
import { issuanceService } from './service.ts';

const config = loadConfig();
await runService(issuanceService(config), config);
