/** Sample filings with valid values for all that a test or a demo does not care about. */
import type { AssistRequestedData, CommissionForm, Entrustment } from '@yichuang/contracts';
import { sampleUscc } from './accounts.ts';

export interface SampleFiling {
  region?: string;
  channel?: 'online' | 'onsite';
  items?: string[];
  materials?: object;
}

/** Body of a filing of the stage of 施工许可. */
export const sampleFiling = ({
  region = '湖南',
  channel = 'online',
  items = ['I40'],
  ...given
}: SampleFiling): Record<string, unknown> => ({
  region,
  stage: '施工许可',
  channel,
  project: { code: '2609-430102-89-01-123451', name: '示例产业园一期' },
  applicant: { name: '示例建设有限公司', uscc: sampleUscc },
  items,
  ...given,
});

export const sampleCommissionForm: CommissionForm = {
  unit: { address: '示例市示例区示例路1号', nature: 'enterprise' },
  lead: { name: '项目负责人甲', title: '项目经理' },
  handler: { name: '项目经办人甲', title: '报建员' },
  contactBy: 'phone',
  project: {
    address: '示例市示例区示例路2号',
    investment: 8000,
    funding: 'private',
    floorArea: 12000,
    land: 'granted',
    keyProject: 'district',
    summary: '综合楼一栋,地上六层。',
    progress: '已取得项目备案证。',
  },
};

interface SampleAssistRequest {
  region: string;
  project: { code: string; name: string; kind: AssistRequestedData['projectKind'] };
  owner: { name: string; uscc: string };
  entrustment: Entrustment;
}

export const sampleAssistRequest: SampleAssistRequest = {
  region: '江城',
  project: { code: '2609-441702-89-01-123450', name: '示例产业园一期', kind: '一般工程' },
  owner: { name: '示例建设有限公司', uscc: sampleUscc },
  entrustment: { mode: 'full' },
};
