/** Commissions under test: the request of Friday 18 September 2026; the Sunday after it is a make-up day. */
import type { Actor, AssistFact, AssistRequestedData, CommissionForm } from '@yichuang/contracts';
import type { Instant } from '@yichuang/kernel';
import { assistSlice, loadCatalogue, loadPacks } from '@yichuang/regions';
import type { AssistSlice } from '@yichuang/regions/types';
import type { AssistCommand, AssistEvent } from '../../src/assist/messages.ts';
import { type AssistState, initialAssist } from '../../src/assist/model.ts';
import { assistMachine } from '../../src/assist/state.ts';
import { Bench } from './bench.ts';
import { calendar, friday } from './cases.ts';

export type AssistBench = Bench<AssistState, AssistCommand, AssistEvent, AssistFact>;
export type Sent = Pick<AssistCommand, 'kind' | 'body'>;

const assistNo = '441702-XB20260918-000001';
export const owner: Actor = { id: 'owner', name: '示例建设有限公司', role: 'applicant' };
export const desk: Actor = { id: 'desk', name: '协办专窗', role: 'assist-desk' };
export const officer = (id: string): Actor => ({ id, name: `协办员${id}`, role: 'assist-officer' });

export const form: CommissionForm = {
  unit: { address: '江城区示例路1号', nature: 'enterprise' },
  lead: { name: '负责人甲', title: '项目经理' },
  handler: { name: '经办人甲', title: '报建员' },
  contactBy: 'phone',
  project: {
    address: '江城区示例路2号',
    investment: 8000,
    funding: 'private',
    floorArea: 12000,
    land: 'granted',
    keyProject: 'district',
    summary: '综合楼一栋',
    progress: '已立项',
  },
};

function sliceOf(kind = '一般工程'): AssistSlice {
  const pack = loadPacks().get('jiangcheng');
  if (!pack) throw new Error('no pack');
  return assistSlice(pack, loadCatalogue(), { kind, itemCodes: [] });
}

/** A request, received at `at`. */
export function requested(at: Instant = friday, kind?: string): AssistBench {
  const slice = sliceOf(kind);
  const data: AssistRequestedData = {
    assistNo,
    region: slice.region.id,
    projectCode: '2609-441702-89-01-123450',
    projectName: '示例产业园一期',
    projectKind: slice.kind.name,
    ownerName: owner.name,
    uscc: '91430100MA4L00001J',
    entrustment: { mode: 'full' },
  };
  const input = { caseNo: assistNo, realm: 'live', at, clockOffsetMs: 0, calendar, slice, requested: data, facts: [] };
  return new Bench(assistMachine, initialAssist(input), at);
}

export const pass: Sent = { kind: 'passPreReview', body: {} };
export const fail = (reason: string, otherWay?: string): Sent => ({
  kind: 'failPreReview',
  body: { reason, ...(otherWay !== undefined && { otherWay }) },
});
export const confirm: Sent = { kind: 'confirmForm', body: { form } };
export const assign = (id: string): Sent => ({ kind: 'assign', body: { officer: { id, name: `协办员${id}` } } });
export const change = (id: string, reason = '岗位调整'): Sent => ({
  kind: 'change',
  body: { officer: { id, name: `协办员${id}` }, reason },
});
export const contact: Sent = { kind: 'contact', body: { record: '了解项目具体情况' } };

/** Pre-review passed, form confirmed, officer 甲 assigned, all at `at`. */
export function assisted(at: Instant = friday): AssistBench {
  const bench = requested(at);
  bench.command(at, desk, pass);
  bench.command(at, owner, confirm);
  bench.command(at, desk, assign('甲'));
  return bench;
}
