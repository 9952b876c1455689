/** Filings of Monday 2026-11-16 10:00, and what is sent about their correction. */
import type { Channel, NoticeContents } from '@yichuang/contracts';
import { type ApplicationBench, filing as filed, type Sent } from './application-bench.ts';
import { local } from './cases.ts';

export const monday = local('2026-11-16 10:00');

export const filing = (region: string, channel: Channel = 'online', items: string[] = ['I39']): ApplicationBench =>
  filed({ region, channel, items, at: monday });

const contents: NoticeContents = {
  legalBasis: '国务院令第412号',
  period: '自收到本通知之日起15个工作日',
  procedure: '受理、审查、决定,承诺10个工作日',
  fees: '不收费',
};

interface Told {
  materials?: string[];
  itemCode?: string;
  but?: Partial<NoticeContents>;
}

export const tell = ({ materials = ['合同'], itemCode, but = {} }: Told = {}): Sent => ({
  kind: 'requestCorrection',
  body: { materials, contents: { ...contents, ...but }, ...(itemCode !== undefined && { itemCode }) },
});

export const bring = (materials: string[], itemCode?: string): Sent => ({
  kind: 'supply',
  body: { materials, ...(itemCode !== undefined && { itemCode }) },
});

export const askDraft = (itemCode: string): Sent => ({ kind: 'requestDraft', body: { itemCode } });

export const draft = (itemCode: string, materials: string[], but: Partial<NoticeContents> = {}): Sent => ({
  kind: 'submitDraft',
  body: { itemCode, materials, contents: { ...contents, ...but } },
});

export const override = (reason: string, itemCode?: string): Sent => ({
  kind: 'overrideCorrection',
  body: { materials: ['平面图'], reason, ...(itemCode !== undefined && { itemCode }) },
});

/** Documents issued to the applicant, by name. */
export const documents = ({ facts }: ApplicationBench): string[] =>
  facts.flatMap((fact) => (fact.type === 'documentIssued' ? [fact.data.name] : []));
