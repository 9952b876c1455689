import { loadConfig, runService } from '@yichuang/platform';
import { assistService } from './service.ts';

const config = loadConfig();
await runService(assistService(config), config);
