import { loadConfig, runService } from '@yichuang/platform';
import { approvalService } from './service.ts';

await runService(approvalService, loadConfig());
