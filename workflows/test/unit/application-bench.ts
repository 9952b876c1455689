/** Applications on the bench, and the commands they take. */
import type { Actor, ApplicationFact, Channel } from '@yichuang/contracts';
import { type Instant } from '@yichuang/kernel';
import { type ApplicationCommand, type ApplicationEvent, currentEdition } from '../../src/application/messages.ts';
import { type ApplicationState, applyToApplication, initialApplication } from '../../src/application/model.ts';
import { applicationMachine } from '../../src/application/state.ts';
import { Bench } from './bench.ts';
import { applicant, calendar, caseNo, caseSlice, filedFor, friday } from './cases.ts';

export type ApplicationBench = Bench<ApplicationState, ApplicationCommand, ApplicationEvent, ApplicationFact>;
export type Sent = Pick<ApplicationCommand, 'kind' | 'body'>;

interface Filed {
  region: string;
  channel?: Channel;
  items: string[];
  at?: Instant;
  /** Materials filed, by item; complete where none are listed. */
  materials?: Record<string, string[]>;
  by?: Actor;
  /** Absent: filed by a release that recorded no documents. */
  edition?: number;
}

function begun({
  region,
  channel = 'online',
  items,
  at = friday,
  materials = {},
  by,
  edition,
}: Filed): ApplicationBench {
  const slice = caseSlice(region, channel, items);
  const filed = { ...filedFor(slice), materials };
  const input = {
    ...{ caseNo, realm: 'live', at, clockOffsetMs: 0, calendar, slice, filed, facts: [] },
    ...(edition !== undefined && { edition }),
  };
  const first: ApplicationFact = { type: 'applicationFiled', at, actor: by ?? applicant, basis: [], data: filed };
  return new Bench(applicationMachine, applyToApplication(initialApplication(input), first), at);
}

/** A filing as it is recorded now. */
export const filing = (filed: Filed): ApplicationBench => begun({ edition: currentEdition, ...filed });

const filed = (region: string, channel: Channel, items: string[], at?: Instant): ApplicationBench =>
  begun({ region, channel, items, ...(at !== undefined && { at }) });

/** 湖南 online: I46 住建, I40 城管, I29 交通运输. */
export const online = (items: string[] = ['I46', 'I40', 'I29'], at?: Instant): ApplicationBench =>
  filed('hunan', 'online', items, at);
export const onsite = (items: string[] = ['I46', 'I40'], at?: Instant): ApplicationBench =>
  filed('hunan', 'onsite', items, at);
export const window = (items: string[] = ['I46', 'I40'], at?: Instant): ApplicationBench =>
  filed('jiangcheng', 'online', items, at);

export const accept = (itemCode?: string): Sent => ({
  kind: 'accept',
  body: itemCode === undefined ? {} : { itemCode },
});
export const giveBack = (itemCode: string, suggestedDepartment?: string, reason = '不属于本单位办理'): Sent => ({
  kind: 'return',
  body: { itemCode, reason, ...(suggestedDepartment !== undefined && { suggestedDepartment }) },
});
export const refuse = (itemCode?: string, reason = '不符合法定条件', competentAuthority?: string): Sent => ({
  kind: 'refuse',
  body: {
    reason,
    clause: '行政许可法 32(2)',
    ...(itemCode !== undefined && { itemCode }),
    ...(competentAuthority !== undefined && { competentAuthority }),
  },
});
export const notRequired = (itemCode?: string, reason = '依法不需要取得行政许可'): Sent => ({
  kind: 'notRequired',
  body: { reason, ...(itemCode !== undefined && { itemCode }) },
});
export const reroute = (itemCode: string, department: string, reason = '职责在该单位'): Sent => ({
  kind: 'reroute',
  body: { itemCode, department, reason },
});

export const acceptWith = (body: { deficits?: string[]; onCommitment?: boolean }): Sent => ({ kind: 'accept', body });
export const supply = (...materials: string[]): Sent => ({ kind: 'supplyDeficits', body: { materials } });
export const sign = (itemCode: string): Sent => ({ kind: 'signCommitment', body: { itemCode } });
export const withdraw = (): Sent => ({ kind: 'withdraw', body: {} });
export const paper = (): Sent => ({ kind: 'receivePaper', body: { by: 'counter' } });
export const forward = (): Sent => ({ kind: 'forwardPaper', body: {} });

/** The texts of the documents of a kind, each as one. */
export const documents = (bench: ApplicationBench, kind: string): string[] =>
  bench.facts.flatMap((fact) =>
    fact.type === 'documentIssued' && fact.data.kind === kind ? [fact.data.lines.join('\n')] : [],
  );
