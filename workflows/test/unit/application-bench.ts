/** Applications on the bench, and the commands they take. */
import type { ApplicationFact, Channel } from '@yichuang/contracts';
import { type Instant } from '@yichuang/kernel';
import type { ApplicationCommand, ApplicationEvent } from '../../src/application/messages.ts';
import { type ApplicationState, initialApplication } from '../../src/application/model.ts';
import { applicationMachine } from '../../src/application/state.ts';
import { Bench } from './bench.ts';
import { calendar, caseNo, caseSlice, filedFor, friday } from './cases.ts';

export type ApplicationBench = Bench<ApplicationState, ApplicationCommand, ApplicationEvent, ApplicationFact>;
export type Sent = Pick<ApplicationCommand, 'kind' | 'body'>;

function filed(region: string, channel: Channel, items: string[], at: Instant = friday): ApplicationBench {
  const slice = caseSlice(region, channel, items);
  const input = {
    caseNo,
    realm: 'live',
    at,
    clockOffsetMs: 0,
    calendar,
    slice,
    filed: filedFor(slice),
    facts: [],
  };
  return new Bench(applicationMachine, initialApplication(input), at);
}

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
export const refuse = (itemCode?: string, reason = '不符合法定条件'): Sent => ({
  kind: 'refuse',
  body: { reason, clause: '行政许可法 32(2)', ...(itemCode !== undefined && { itemCode }) },
});
export const notRequired = (reason = '依法不需要取得行政许可'): Sent => ({ kind: 'notRequired', body: { reason } });
export const reroute = (itemCode: string, department: string, reason = '职责在该单位'): Sent => ({
  kind: 'reroute',
  body: { itemCode, department, reason },
});
