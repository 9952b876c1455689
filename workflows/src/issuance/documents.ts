/** Text of the documents that handing a result out issues. */
import type { CommonFact, Signer } from '@yichuang/contracts';
import { type Actor, issuanceWorkflowId } from '@yichuang/contracts/temporal';
import { formatLocal, type Instant } from '@yichuang/kernel';
import { type Issue, issue } from '../lib/documents.ts';
import type { IssuanceState } from './model.ts';

/** 000 二(3)2: the applicant is told to collect the result, also by the region's channels. */
export function pickupNotice(state: IssuanceState, at: Instant, actor: Actor): CommonFact[] {
  const { accepted, item, slice, delivery } = state;
  const outlet = slice.issuance.outlet.name;
  const lines = [
    `${accepted.applicantName}:`,
    `你单位“${accepted.projectName}”(项目代码 ${accepted.projectCode})申请的${item.name}已作出准予决定,${nameOf(state)}已可领取。`,
    `请到${outlet}领取并签收;委托他人领取的,代理人须出具授权委托书。`,
    ...(delivery ? [`本结果应于${delivery.dueDate}前送达(行政许可法第四十四条)。`] : []),
  ];
  return written(state, 'pickupNotice', at, actor, { lines, channels: slice.rules.noticeChannels.pickup.value });
}

/** 001 八; 002 二(二)4(2): what was served on whom, when, and who signed. */
export function deliveryReceipt(state: IssuanceState, to: Signer, at: Instant, actor: Actor): CommonFact[] {
  const { accepted, slice } = state;
  const signed = to.kind === 'applicant' ? `${to.name}(申请人)` : `${to.name}(代理人,授权委托书:${to.authorisation})`;
  const lines = [
    `受送达人:${accepted.applicantName}`,
    `送达文书:${nameOf(state)}`,
    `送达方式:${slice.issuance.outlet.name}直接送达`,
    `签收人:${signed}`,
    `签收时间:${formatLocal(at)}`,
  ];
  return written(state, 'deliveryReceipt', at, actor, { lines });
}

const nameOf = ({ item, result }: IssuanceState): string =>
  `${item.result}${result.documentNo === undefined ? '' : `(${result.documentNo})`}`;

/** Each is issued once: a result becomes ready once, and is delivered once. */
function written(
  { slice, applicationNo, item, accepted, uscc }: IssuanceState,
  kind: 'pickupNotice' | 'deliveryReceipt',
  at: Instant,
  actor: Actor,
  text: Pick<Issue, 'lines' | 'channels'>,
): CommonFact[] {
  const { name: issuer, basis } = slice.issuance.outlet;
  return issue(slice, {
    workflowId: issuanceWorkflowId(applicationNo, item.code),
    kind,
    n: 1,
    to: { name: accepted.applicantName, uscc },
    issuer,
    itemCode: item.code,
    ...text,
    at,
    actor,
    basis,
  });
}
