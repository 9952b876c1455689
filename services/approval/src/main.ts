import { loadConfig, runService } from '@yichuang/platform';
import { approvalService } from './service.ts';

const config = loadConfig();
await runService(approvalService(config), config);
