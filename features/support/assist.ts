/** Commissions of the assist desk, with valid defaults for all that a step does not name. */
import { type Reply, sampleAssistRequest, sampleCommissionForm } from '@yichuang/local';
import * as accounts from './accounts.ts';
import { itemsOf } from './filing.ts';
import { type AlertView, type AssistView, alertList, assistAnswer, assistView } from './views.ts';
import type { Scenario } from './world.ts';

const modes: Record<string, string> = { 全部委托: 'full', 部分委托: 'partial' };

/** The owner asks for assistance. */
export async function requestAssist(
  scenario: Scenario,
  { mode = '全部委托', items, kind }: { mode?: string; items?: string; kind?: string },
): Promise<void> {
  const { project } = sampleAssistRequest;
  const body = {
    ...sampleAssistRequest,
    region: scenario.region,
    project: { ...project, ...(kind !== undefined && { kind }) },
    entrustment: { mode: modes[mode], ...(items !== undefined && { itemCodes: itemsOf(items) }) },
  };
  const reply = await scenario.act('assist', '/v1/assist-cases', body, accounts.applicant);
  if (reply.status < 300) scenario.assistNo = assistAnswer.parse(reply.body).assistNo;
}

export const actOnAssist = (scenario: Scenario, as: string, action: string, body: object = {}): Promise<Reply> =>
  scenario.act('assist', `${path(scenario)}/${action}`, body, as);

export const confirmForm = (scenario: Scenario): Promise<Reply> =>
  actOnAssist(scenario, accounts.applicant, 'confirmForm', { form: sampleCommissionForm });

export const contactOwner = (scenario: Scenario, as: string): Promise<Reply> =>
  actOnAssist(scenario, as, 'contact', { record: '了解项目具体情况' });

export const assistCase = (scenario: Scenario): Promise<AssistView> =>
  scenario.read('assist', path(scenario), assistView, accounts.assistDesk);

export const alerts = async (scenario: Scenario): Promise<AlertView[]> =>
  (await scenario.read('assist', '/v1/alerts?state=all', alertList, accounts.assistDesk)).alerts;

const path = ({ assistNo }: Scenario): string => `/v1/assist-cases/${encodeURIComponent(assistNo)}`;
