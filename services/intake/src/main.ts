import { loadConfig, runService } from '@yichuang/platform';
import { intakeService } from './service.ts';

const config = loadConfig();
await runService(intakeService(config), config);
