/** The documents that answer a filing, each with the fact that causes it (许可法 32¶2: in writing, dated, sealed). */
import type { ApplicationFact, CommonFact, Deficit, RefusedData } from '@yichuang/contracts';
import { applicationWorkflowId } from '@yichuang/contracts/temporal';
import { clausesIn, type Deadline, formatEnd, formatLocal, type Instant } from '@yichuang/kernel';
import type { DocumentFunction } from '@yichuang/regions/types';
import { type Issue, issue, remedies } from '../lib/documents.ts';
import { limitOf, limitText } from '../lib/limit.ts';
import { departmentName, named } from '../lib/names.ts';
import { correctionDocument } from './correction-documents.ts';
import { type ApplicationState, type ItemPhase } from './model.ts';
import { about, itemOf } from './naming.ts';

type Accepted = Extract<ItemPhase, { phase: 'accepted' }>;

/** `issued`: how many of each kind there are already. `state` is that after everything recorded with the fact. */
export function documentsOf(
  state: ApplicationState,
  fact: ApplicationFact,
  issued: ApplicationState['issued'],
): CommonFact[] {
  const { slice, filed } = state;
  const write = (
    kind: DocumentFunction,
    lines: string[],
    from: Pick<Issue, 'issuer' | 'itemCode' | 'channels'> = { issuer: slice.windowName },
  ): CommonFact[] =>
    issue(slice, {
      workflowId: applicationWorkflowId(filed.applicationNo),
      kind,
      n: (issued[kind] ?? 0) + 1,
      to: { name: filed.applicantName, uscc: filed.uscc },
      lines: [`${filed.applicantName}:`, ...lines],
      at: fact.at,
      actor: fact.actor,
      basis: fact.basis,
      ...from,
    });
  const ofDepartment = (itemCode: string, department: string): Pick<Issue, 'issuer' | 'itemCode'> => ({
    issuer: departmentName(state, department),
    itemCode,
  });
  switch (fact.type) {
    case 'checkOpened':
      return (fact.data.round ?? 1) === 1 ? write('filingReceipt', filingReceipt(state, fact.at)) : [];
    case 'itemAccepted': {
      const { itemCode, department } = fact.data;
      if (slice.acceptance.by !== 'department') return [];
      return write('acceptance', acceptance(state, [itemCode]), ofDepartment(itemCode, department));
    }
    case 'applicationAccepted': {
      if (slice.acceptance.by === 'department') return [];
      return [
        ...write('acceptance', [...acceptance(state, fact.data.accepted), ...waiting(state), ...leftOut(state)]),
        ...(state.deficits.length > 0 ? write('deficits', accepting(state, state.deficits)) : []),
      ];
    }
    case 'preAccepted':
      return write('deficits', preAccepting(state, fact.data));
    case 'deficitsLapsed':
      return write('correctionLapse', deficitsLapse(state, fact.data));
    case 'itemAcceptanceRefused': {
      const { itemCode, department } = fact.data;
      return write('acceptanceRefusal', refusal(state, [itemCode], fact.data), ofDepartment(itemCode, department));
    }
    case 'applicationRefused':
      return write('acceptanceRefusal', refusal(state, filed.itemCodes, fact.data));
    case 'itemNotRequired': {
      const { itemCode, department, reason } = fact.data;
      return write('notRequired', noPermit(state, [itemCode], reason), ofDepartment(itemCode, department));
    }
    case 'applicationNotRequired':
      return write('notRequired', noPermit(state, filed.itemCodes, fact.data.reason));
    case 'commitmentSigned':
      return slice.rules.commitment.value === 'letter'
        ? write('commitmentLetter', [
            ...commitment(state, fact.data.itemCode),
            `承诺人:${filed.applicantName}(${fact.actor.name}于${formatLocal(fact.at)}签署)`,
          ])
        : [];
    case 'correctionIssued':
    case 'correctionOverridden':
    case 'correctionLapsed': {
      const { kind, lines, from } = correctionDocument(state, fact);
      return write(kind, lines, from);
    }
    default:
      return [];
  }
}

const filingReceipt = (state: ApplicationState, at: ApplicationFact['at']): string[] => [
  `${about(state, state.filed.itemCodes)},已于${formatLocal(at)}收到材料。`,
  '本凭证只证明收件,不是受理决定。',
];

function acceptance(state: ApplicationState, codes: string[]): string[] {
  const accepted = codes.flatMap((code) => {
    const item = state.items[code];
    return item?.phase === 'accepted' ? [{ code, item }] : [];
  });
  const [first] = accepted;
  if (!first) return [];
  const { deemed, acceptedOn, basis } = first.item;
  return [
    deemed
      ? `${about(state, codes)},因期限届满未作答复,依照${clausesIn(basis).join('、')}视为受理。`
      : `${about(state, codes)},经审查予以受理。`,
    ...accepted.map(({ code, item }) => `${named(state, code)}:${limit(state, code, item)}`),
    ...onCommitment(state, codes),
    `受理日期:${acceptedOn}`,
  ];
}

/** The promised limit and the day by which it runs out. */
function limit(state: ApplicationState, code: string, { acceptedOn, department }: Accepted): string {
  const by = `由${departmentName(state, department)}办理`;
  const item = itemOf(state, code);
  const due = item && limitOf(state, item, acceptedOn);
  return due ? `${by},${limitText(item, due)}` : by;
}

/** 002 二(二)3(1): where there is no separate letter the commitment stands on this document. */
function onCommitment({ slice, items }: ApplicationState, codes: string[]): string[] {
  const committed = codes.filter((code) => {
    const item = items[code];
    return item?.phase === 'accepted' && item.onCommitment;
  });
  if (committed.length === 0 || slice.rules.commitment.value !== 'onAcceptanceDocument') return [];
  return [`${committed.join('、')}以告知承诺方式受理:申请人承诺符合告知的条件,所提交的材料真实、合法、有效。`];
}

/** Policy 1.8-12: what waits is accepted later, and its limit counts from then. */
const waiting = (state: ApplicationState): string[] =>
  Object.entries(state.items).flatMap(([code, item]) =>
    item.phase === 'waiting'
      ? [
          `${named(state, code)}待前置:${item.prerequisites.map((group) => group.map((one) => named(state, one)).join('或者')).join('、')}准予之日受理,办理期限自该日的次日起算。`,
        ]
      : [],
  );

/** Items of the application that were answered otherwise. */
const leftOut = (state: ApplicationState): string[] =>
  Object.entries(state.items).flatMap(([code, item]) => {
    if (item.phase === 'refused') return [`${named(state, code)}不予受理,见不予受理的决定。`];
    if (item.phase === 'notRequired') return [`${named(state, code)}依法不需要取得行政许可,见不受理的告知。`];
    return item.phase === 'lapsed' ? [`${named(state, code)}逾期未补齐材料,已经终止。`] : [];
  });

const listed = (state: ApplicationState, deficits: Deficit[]): string[] =>
  deficits.map(({ itemCode, materials }) => `${named(state, itemCode)}:${materials.join('、')}`);

/** 000 三(六) */
const accepting = (state: ApplicationState, deficits: Deficit[]): string[] => [
  `${about(
    state,
    deficits.map(({ itemCode }) => itemCode),
  )},缺少下列非主要材料,先行受理并开始审查:`,
  ...listed(state, deficits),
  '请在承诺办理时限内补交;补齐之前作出的决定,其结果暂不发放。',
];

/** 004 二(五) */
const preAccepting = (
  state: ApplicationState,
  { deficits, deadline }: { deficits: Deficit[]; deadline?: Deadline },
): string[] => [
  `${about(state, state.filed.itemCodes)},缺少下列非主要材料,先行预受理:`,
  ...listed(state, deficits),
  '预受理不是正式受理,办理期限不起算;补齐全部材料之日起重新计算受理的期限。',
  ...(deadline ? [`请在${formatEnd(deadline.dueAt)}之前补齐;逾期未补齐的,该事项的申请终止,可以重新申报。`] : []),
];

const deficitsLapse = (
  state: ApplicationState,
  { deficits, dueAt }: { deficits: Deficit[]; dueAt: Instant },
): string[] => [
  `${about(
    state,
    deficits.map(({ itemCode }) => itemCode),
  )},补交容缺材料的期限已于${formatEnd(dueAt)}届满。`,
  ...listed(state, deficits).map((line) => `未补齐的材料:${line}`),
  '逾期未补齐,上列事项的申请终止;可以重新申报。',
  remedies,
];

const refusal = (
  state: ApplicationState,
  codes: string[],
  { reason, clause, competentAuthority }: Pick<RefusedData, 'reason' | 'clause' | 'competentAuthority'>,
): string[] => [
  `${about(state, codes)},决定不予受理。`,
  `理由:${reason}`,
  `依据:${clause}`,
  ...(competentAuthority === undefined ? [] : [`请向有关行政机关申请:${competentAuthority}。`]),
  remedies,
];

const noPermit = (state: ApplicationState, codes: string[], reason: string): string[] => [
  `${about(state, codes)},依法不需要取得行政许可,不受理该申请(行政许可法第三十二条第一款第一项)。`,
  `理由:${reason}`,
  remedies,
];

const commitment = (state: ApplicationState, code: string): string[] => [
  `${about(state, [code])},采用告知承诺方式办理。`,
  '申请人承诺:已知悉并符合告知的全部条件、标准和要求;所提交的材料真实、合法、有效;愿意承担不实承诺的法律责任。',
];
