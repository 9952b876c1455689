import { loadConfig, runService } from '@yichuang/platform';
import { intakeService } from './service.ts';

await runService(intakeService, loadConfig());
