/** Filings with valid defaults for all that a step does not name. */
import { randomUUID } from 'node:crypto';
import { makeProjectCode } from '@yichuang/kernel';
import { type Reply, sampleUscc } from '@yichuang/local';
import * as accounts from './accounts.ts';
import { draftAnswer, filingAnswer, guideView } from './views.ts';
import type { Scenario } from './world.ts';

export interface Filing {
  region: string;
  stage: string;
  channel: 'online' | 'onsite';
  project: { code: string; name: string };
  applicant: { name: string; uscc: string };
  items: string[];
  /** One set, or by item. */
  materials: string[] | Record<string, string[]>;
  classified: boolean;
  helper?: { name: string; kind: string };
}

interface Sent {
  filing: Filing;
  idempotencyKey: string;
  as: string;
}

const sent = new WeakMap<Scenario, Sent>();

export const itemsOf = (text: string): string[] => text.split('、');

export async function fileOnline(scenario: Scenario, stage: string, items: string, without?: string): Promise<void> {
  const materials = await materialsOf(scenario, items, without);
  await file(scenario, { ...defaults(scenario), stage, items: itemsOf(items), materials }, accounts.applicant);
}

export async function fileAtWindow(scenario: Scenario, stage: string, items: string, without?: string): Promise<void> {
  const materials = await materialsOf(scenario, items, without);
  const filing: Filing = { ...defaults(scenario), stage, items: itemsOf(items), materials, channel: 'onsite' };
  await file(scenario, filing, accounts.windowClerk);
}

/** All that the guides list but what a step leaves out; materials that are complete need not be listed. */
async function materialsOf(scenario: Scenario, items: string, without?: string): Promise<Filing['materials']> {
  if (without === undefined) return {};
  const query = new URLSearchParams({ region: scenario.region });
  const listed = itemsOf(items).map(async (code): Promise<[string, string[]]> => {
    const path = `/v1/catalogue/items/${code}?${query.toString()}`;
    const { materials } = await scenario.read('intake', path, guideView, accounts.applicant);
    return [code, materials.map(({ name }) => name).filter((name) => name !== without)];
  });
  return Object.fromEntries(await Promise.all(listed));
}

export async function fileClassified(scenario: Scenario): Promise<void> {
  await file(scenario, { ...defaults(scenario), classified: true }, accounts.applicant);
}

export async function fileWithHelper(
  scenario: Scenario,
  stage: string,
  items: string,
  helper: { name: string; kind: string },
): Promise<void> {
  await file(scenario, { ...defaults(scenario), stage, items: itemsOf(items), helper }, accounts.applicant);
}

export async function fileWithMaterials(
  scenario: Scenario,
  stage: string,
  items: string,
  materials: string[],
): Promise<void> {
  await file(scenario, { ...defaults(scenario), stage, items: itemsOf(items), materials }, accounts.applicant);
}

export async function openDraft(scenario: Scenario, stage: string, items: string, materials: string[]): Promise<void> {
  const draft = { ...defaults(scenario), stage, items: itemsOf(items), materials };
  const { body } = await scenario.act('intake', '/v1/drafts', draft, accounts.applicant);
  scenario.draftId = draftAnswer.parse(body).draftId;
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

/** An act on the application itself. */
export const actOnApplication = (scenario: Scenario, act: string, body: object, as: string): Promise<Reply> =>
  scenario.act('intake', `/v1/applications/${encodeURIComponent(scenario.applicationNo)}/${act}`, body, as);
