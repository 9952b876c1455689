/** Questions and stage inquiries, with valid defaults for all that a step does not name. */
import { makeProjectCode } from '@yichuang/kernel';
import { type Reply, sampleUscc } from '@yichuang/local';
import * as accounts from './accounts.ts';
import {
  type InquiryView,
  inquiryAnswer,
  inquiryView,
  type QuestionView,
  questionAnswer,
  questionView,
} from './views.ts';
import type { Scenario } from './world.ts';

const applicant = { name: '示例建设有限公司', uscc: sampleUscc };

interface Question {
  department: string;
  text: string;
  item?: string;
  contactSheet?: string;
}

export async function ask(scenario: Scenario, question: Question, as = accounts.applicant): Promise<void> {
  const body = { region: scenario.region, applicant, ...question };
  const reply = await scenario.act('intake', '/v1/questions', body, as);
  if (reply.status < 300) scenario.questionNo = questionAnswer.parse(reply.body).questionNo;
}

const questionPath = ({ questionNo }: Scenario): string => `/v1/questions/${encodeURIComponent(questionNo)}`;

export const questionOf = (scenario: Scenario, as = accounts.applicant): Promise<QuestionView> =>
  scenario.read('intake', questionPath(scenario), questionView, as);

export const withdrawQuestion = (scenario: Scenario): Promise<Reply> =>
  scenario.act('intake', `${questionPath(scenario)}/withdraw`, {}, accounts.applicant);

export async function inquire(
  scenario: Scenario,
  { stage, departments, materials }: { stage: string; departments: string; materials?: string },
): Promise<void> {
  const body = {
    region: scenario.region,
    stage,
    project: { code: makeProjectCode('2509-430100-04-01-10000'), name: '示例综合楼' },
    applicant,
    departments: departments.split('、'),
    form: { address: '示例路1号', summary: '综合楼一栋,地上六层' },
    ...(materials !== undefined && { materials }),
  };
  const reply = await scenario.act('intake', '/v1/inquiries', body, accounts.applicant);
  if (reply.status < 300) scenario.inquiryNo = inquiryAnswer.parse(reply.body).inquiryNo;
}

const inquiryPath = ({ inquiryNo }: Scenario): string => `/v1/inquiries/${encodeURIComponent(inquiryNo)}`;

export const inquiryOf = (scenario: Scenario): Promise<InquiryView> =>
  scenario.read('intake', inquiryPath(scenario), inquiryView, accounts.applicant);

export const cancelInquiry = (scenario: Scenario): Promise<Reply> =>
  scenario.act('intake', `${inquiryPath(scenario)}/cancel`, {}, accounts.applicant);
