import { loadConfig, runService } from '@yichuang/platform';
import { assistService } from './service.ts';

await runService(assistService(), loadConfig());
