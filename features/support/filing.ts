/** Filings with valid defaults for all that a step does not name. */
import { randomUUID } from 'node:crypto';
import { makeProjectCode } from '@yichuang/kernel';
import { sampleUscc } from '@yichuang/local';
import * as accounts from './accounts.ts';
import { filingAnswer } from './views.ts';
import type { Scenario } from './world.ts';

export interface Filing {
  region: string;
  stage: string;
  channel: 'online' | 'onsite';
  project: { code: string; name: string };
  applicant: { name: string; uscc: string };
  items: string[];
  materials: Record<string, string[]>;
  classified: boolean;
}

interface Sent {
  filing: Filing;
  idempotencyKey: string;
  as: string;
}

const sent = new WeakMap<Scenario, Sent>();

export const itemsOf = (text: string): string[] => text.split('、');

export async function fileOnline(scenario: Scenario, stage: string, items: string): Promise<void> {
  await file(scenario, { ...defaults(scenario), stage, items: itemsOf(items) }, accounts.applicant);
}

export async function fileAtWindow(scenario: Scenario, stage: string, items: string): Promise<void> {
  const filing: Filing = { ...defaults(scenario), stage, items: itemsOf(items), channel: 'onsite' };
  await file(scenario, filing, accounts.windowClerk);
}

export async function fileClassified(scenario: Scenario): Promise<void> {
  await file(scenario, { ...defaults(scenario), classified: true }, accounts.applicant);
}

/** The same request once more, as a client does that got no answer. */
export async function fileAgain(scenario: Scenario): Promise<void> {
  const last = sent.get(scenario);
  if (!last) throw new Error('nothing was filed yet');
  await send(scenario, last);
}

async function file(scenario: Scenario, filing: Filing, as: string): Promise<void> {
  const one = { filing, as, idempotencyKey: randomUUID() };
  sent.set(scenario, one);
  await send(scenario, one);
}

async function send(scenario: Scenario, { filing, as, idempotencyKey }: Sent): Promise<void> {
  const reply = await scenario.act('intake', '/v1/applications', filing, as, idempotencyKey);
  if (reply.status < 300) scenario.applicationNo = filingAnswer.parse(reply.body).applicationNo;
}

const defaults = ({ region }: Scenario): Filing => ({
  region,
  stage: '施工许可',
  channel: 'online',
  project: { code: makeProjectCode('2509-430100-04-01-10000'), name: '示例综合楼' },
  applicant: { name: '示例建设有限公司', uscc: sampleUscc },
  items: ['I39'],
  materials: {},
  classified: false,
});
