/** The documents of a correction: what each is, its text, who issues it. What a notice must tell: 000 三(二). */
import type { CorrectionFact, CorrectionIssuedData, CorrectionLapsedData } from '@yichuang/contracts';
import { formatEnd, periodText } from '@yichuang/kernel';
import { noticeChannels, overrideLines } from '../lib/correction.ts';
import { type Issue, remedies } from '../lib/documents.ts';
import { departmentName, named } from '../lib/names.ts';
import { type ApplicationState } from './model.ts';
import { about, itemOf } from './naming.ts';

type Documented = Extract<CorrectionFact, { type: 'correctionIssued' | 'correctionOverridden' | 'correctionLapsed' }>;

interface CorrectionDocument {
  kind: 'correction' | 'departmentCorrection' | 'correctionLapse';
  lines: string[];
  from: Pick<Issue, 'issuer' | 'itemCode' | 'channels'>;
}

/** `state` is that after the fact. */
export function correctionDocument(state: ApplicationState, fact: Documented): CorrectionDocument {
  switch (fact.type) {
    case 'correctionIssued':
      return {
        kind: noticeKind(state),
        lines: noticeText(state, fact.data),
        from: { ...issuer(state, fact.data.itemCodes), ...noticeChannels(state.slice) },
      };
    case 'correctionOverridden': {
      const { itemCode } = fact.data;
      const from = {
        issuer: state.slice.windowName,
        ...(itemCode !== undefined && { itemCode }),
        ...noticeChannels(state.slice),
      };
      return {
        kind: 'correction',
        lines: overrideLines(about(state, itemCode === undefined ? state.filed.itemCodes : [itemCode]), fact.data),
        from,
      };
    }
    case 'correctionLapsed': {
      const [itemCode] = ofDepartment(state) ? fact.data.itemCodes : [];
      const from = { issuer: state.slice.windowName, ...(itemCode !== undefined && { itemCode }) };
      return { kind: 'correctionLapse', lines: lapseText(state, fact.data), from };
    }
  }
}

/** What a department drafted goes out under the name of its own document, from the window all the same (000 三(二)). */
const noticeKind = ({ correction, slice }: ApplicationState): 'correction' | 'departmentCorrection' =>
  slice.documents.departmentCorrection && Object.values(correction.drafts).some(({ phase }) => phase === 'drafted')
    ? 'departmentCorrection'
    : 'correction';

const ofDepartment = ({ slice }: ApplicationState): boolean => slice.acceptance.correction.by === 'department';

function issuer(state: ApplicationState, itemCodes: string[]): Pick<Issue, 'issuer' | 'itemCode'> {
  const [itemCode] = itemCodes;
  const item = itemCode === undefined ? undefined : state.items[itemCode];
  if (!ofDepartment(state) || itemCode === undefined || item?.phase !== 'correcting')
    return { issuer: state.slice.windowName };
  return { issuer: departmentName(state, item.department), itemCode };
}

function noticeText(
  state: ApplicationState,
  { itemCodes, materials, contents, deadline }: CorrectionIssuedData,
): string[] {
  const drafts = Object.values(state.correction.drafts).filter(({ phase }) => phase === 'drafted');
  return [
    `${about(state, itemCodes)},申请材料不齐全或者不符合法定形式,现将需要补正的全部内容一次性告知如下。`,
    `需补正的材料:${materials.join('、')}`,
    ...itemCodes.map((code) => `${named(state, code)}的全部申请材料:${allMaterials(state, code).join('、')}`),
    `法律依据:${contents.legalBasis}`,
    `补正期限:${contents.period},至${formatEnd(deadline.dueAt)}止`,
    `办理程序和承诺时限:${contents.procedure}`,
    `收费依据和标准:${contents.fees}`,
    ...drafts.map(({ department }) => `以上内容由${departmentName(state, department)}提出。`),
    '材料补齐之日为收到申请材料之日;逾期未补正的,本次申请终止,可以重新申报。',
  ];
}

const allMaterials = (state: ApplicationState, code: string): string[] =>
  (itemOf(state, code)?.materials ?? []).map(({ name }) => name);

const lapseText = (state: ApplicationState, { itemCodes, dueAt, missing }: CorrectionLapsedData): string[] => [
  `${about(state, itemCodes)},补正期限${periodText(state.slice.periods.correctionByApplicant)}已于${formatEnd(dueAt)}届满。`,
  `尚未补正的材料:${missing.join('、')}`,
  '逾期未补正,本次申请终止;可以重新申报。',
  remedies,
];
