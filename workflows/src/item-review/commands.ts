/** Commands of an item under review, judged in a state in which everything before them has been worked off. */
import type { CommonFact, CorrectionOverriddenFact, ItemFact, Refusal } from '@yichuang/contracts';
import { assertNever, formatLocal } from '@yichuang/kernel';
import { noticeBasis, noticeChannels, overrideLines } from '../lib/correction.ts';
import { remedies } from '../lib/documents.ts';
import { ending, no, reasonMissing, yes } from '../lib/machine.ts';
import { outsideMandate } from '../lib/mandate.ts';
import { resultWords } from '../lib/results.ts';
import { checkedBy, siteBasis } from '../lib/site-check.ts';
import { endSpecialProcedure, extend, running, startSpecialProcedure } from './clock.ts';
import { closeConsultation, consult, openConsultations, stillOpen } from './consultations.ts';
import { documentOf } from './documents.ts';
import {
  announceHearing,
  hearingBasis,
  hearingOwed,
  recordHearing,
  requestHearing,
  tellHearingRight,
} from './hearing.ts';
import type { ItemCommand } from './messages.ts';
import { applyToItem, type ItemDecision, type ItemState, unitName } from './model.ts';

/** Acts that a unit may entrust to the window's staff: the decision itself (000 二(二)3). */
const entrusted: readonly ItemCommand['kind'][] = ['grant', 'deny'];
/** Acts of whoever watches over the departments. */
const supervision: readonly ItemCommand['kind'][] = ['transfer', 'urge', 'overrideCorrection'];

type Command<K extends ItemCommand['kind']> = Extract<ItemCommand, { kind: K }>;

export function command(state: ItemState, command: ItemCommand): ItemDecision {
  const problem = decidedAlready(state) ?? notForThisActor(state, command);
  if (problem) return no(problem);
  switch (command.kind) {
    case 'grant':
      return grant(state, command);
    case 'deny':
      return deny(state, command);
    case 'transfer':
      return transfer(state, command);
    case 'startSpecialProcedure':
      return startSpecialProcedure(state, command);
    case 'endSpecialProcedure':
      return endSpecialProcedure(state, command);
    case 'extend':
      return extend(state, command);
    case 'recordSiteCheck':
      return recordSiteCheck(state, command);
    case 'requestPaper':
      return requestPaper(state, command);
    case 'urge':
      return urge(state, command);
    case 'overrideCorrection':
      return override(state, command);
    case 'tellHearingRight':
      return tellHearingRight(state, command);
    case 'requestHearing':
      return requestHearing(state, command);
    case 'announceHearing':
      return announceHearing(state, command);
    case 'recordHearing':
      return recordHearing(state, command);
    case 'consult':
      return consult(state, command);
    case 'closeConsultation':
      return closeConsultation(state, command);
    default:
      return assertNever(command);
  }
}

/** What a decision must wait for (policy 1.8-13). */
function notYet(state: ItemState): Refusal | undefined {
  if (state.special) return running(state, '作出决定');
  const open = openConsultations(state);
  return open.length > 0 ? stillOpen(state, open, '作出决定') : hearingOwed(state, '作出决定');
}

function grant(state: ItemState, { receivedAt: at, actor, body }: Command<'grant'>): ItemDecision {
  const { item, department, due } = state;
  const problem = notYet(state);
  if (problem) return no(problem);
  const data = { itemCode: item.code, department, result: body.result, ...(due && { limit: due }) };
  return closing(state, { type: 'itemGranted', at, actor, basis: [...item.basis, ...hearingBasis(state)], data });
}

/** All reasons at once, and how to contest the decision (行政许可法 38¶2; 002 二(二)3(4)). */
function deny(state: ItemState, { receivedAt: at, actor, body }: Command<'deny'>): ItemDecision {
  const { item, department } = state;
  const problem = notYet(state);
  if (problem) return no(problem);
  const reasons = body.reasons.filter((reason) => reason.trim() !== '');
  if (reasons.length === 0)
    return no(reasonMissing('不予许可必须写明全部理由,并告知申请人救济途径。', ['行政许可法 38']));
  const basis = ['行政许可法 38', ...item.basis, ...hearingBasis(state)];
  const denied: ItemFact = {
    type: 'itemDenied',
    at,
    actor,
    basis,
    data: { itemCode: item.code, department, reasons },
  };
  const lines = [
    `你单位申请的${item.name}(${item.code},办件编号 ${state.applicationNo}),经审查,决定不予许可。理由如下:`,
    ...reasons.map((reason, i) => `${String(i + 1)}. ${reason}`),
    remedies,
  ];
  return closing(state, denied, documentOf(state, denied, 'denial', lines));
}

/** After acceptance only a supervisor may move the item, and neither acceptance nor clock moves with it (002 二(一)2(2)). */
function transfer(state: ItemState, { receivedAt, actor, body }: Command<'transfer'>): ItemDecision {
  const { item, department: from, slice } = state;
  const { department, reason } = body;
  if (reason.trim() === '') return no(reasonMissing('移交承办单位必须写明理由。', slice.acceptance.basis));
  if (department === from)
    return no({
      code: 'transferred-to-itself',
      title: '该事项已由该单位承办',
      detail: `事项${item.code}现由${unitName(state)}承办;请指明另一单位。`,
    });
  const data = { itemCode: item.code, from, department, reason };
  return yes([{ type: 'itemTransferred', at: receivedAt, actor, basis: slice.acceptance.basis, data }]);
}

function recordSiteCheck(state: ItemState, { receivedAt: at, actor, body }: Command<'recordSiteCheck'>): ItemDecision {
  const { item, department } = state;
  const checked = checkedBy(body.staff, body.findings);
  if ('problem' in checked) return no(checked.problem);
  const data = { itemCode: item.code, department, staff: checked.staff, findings: body.findings };
  return yes([{ type: 'siteChecked', at, actor, basis: siteBasis, data }]);
}

/** 000 二(2)1: a unit that decides by the papers reads or copies them at the window, which is put down. */
function requestPaper(state: ItemState, { receivedAt: at, actor, body }: Command<'requestPaper'>): ItemDecision {
  const { item, department, slice } = state;
  const { reading, basis } = slice.rules.paper;
  if (!reading)
    return no({
      code: 'no-paper-here',
      title: '不需要纸质材料',
      detail: '本地区没有到窗口取阅纸质材料的规定;申请材料在线查阅。',
      clause: basis.join(';'),
    });
  const data = { itemCode: item.code, department, how: body.how, materials: body.materials };
  return yes([{ type: 'paperRead', at, actor, basis: reading.basis, data }]);
}

/** The lead department may urge the items of its stage (000 二(2)2); no period moves. */
function urge(state: ItemState, { receivedAt: at, actor, body }: Command<'urge'>): ItemDecision {
  const { item, department, slice } = state;
  const data = { itemCode: item.code, department, text: body.text };
  return yes([{ type: 'itemUrged', at, actor, basis: slice.acceptance.basis, data }]);
}

/** Policy 1.8-7: what a supervisor tells after acceptance informs; no correction stops the clock any more. */
function override(state: ItemState, { receivedAt: at, actor, body }: Command<'overrideCorrection'>): ItemDecision {
  const { item, slice, applicationNo } = state;
  const basis = noticeBasis(slice);
  if (body.reason.trim() === '') return no(reasonMissing('督导补充告知必须写明理由。', basis));
  const data = { itemCode: item.code, materials: body.materials, reason: body.reason };
  const fact: CorrectionOverriddenFact = { type: 'correctionOverridden', at, actor, basis, data };
  const lines = overrideLines(`你单位申请的${item.name}(${item.code},办件编号 ${applicationNo})`, data);
  return yes([fact], documentOf(state, fact, 'correction', lines, noticeChannels(slice)));
}

/** The decision closes the item: whatever comes later is told when and how it was decided. */
function closing(state: ItemState, fact: ItemFact, documents: CommonFact[] = []): ItemDecision {
  const decision = { ...yes([fact]), facts: [...documents, fact] };
  return ending(decision, decidedAlready(applyToItem(state, fact)));
}

export function decidedAlready({ decided, item }: ItemState): Refusal | undefined {
  if (!decided) return undefined;
  if (decided.result === 'withdrawn')
    return {
      code: 'application-withdrawn',
      title: '该申请已撤回',
      detail: `申请已于${formatLocal(decided.at)}撤回,事项${item.code}随之撤回,不得再办理。`,
    };
  return {
    code: 'item-decided',
    title: '该事项已办结',
    detail: `事项${item.code}已于${formatLocal(decided.at)}${resultWords[decided.result]},已办结的事项不得再作决定。`,
    clause: decided.basis.join(';'),
  };
}

function notForThisActor(state: ItemState, act: ItemCommand): Refusal | undefined {
  const { actor, kind } = act;
  const { department, item, slice } = state;
  if (actor.mandate) {
    return outsideMandate(actor.mandate, act, {
      region: slice.region.id,
      department,
      departmentName: unitName(state),
      itemCode: item.code,
      kinds: entrusted,
    });
  }
  if (supervision.includes(kind) || actor.departmentId === department) return undefined;
  return {
    code: 'not-the-holder',
    title: '该事项不由本单位承办',
    detail: `事项${item.code}由${unitName(state)}承办,由该单位作出决定。`,
  };
}
