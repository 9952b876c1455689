/** What a command on a result is told that has no effect; also what a delivered result answers. */
import type { Actor, Refusal, ResultData } from '@yichuang/contracts';
import { assertNever, formatLocal } from '@yichuang/kernel';
import type { StatedResult } from './messages.ts';
import { dataWords, type IssuanceState, subjectWords, unitName } from './model.ts';

export function notForThisDepartment(state: IssuanceState, { departmentId }: Actor): Refusal | undefined {
  if (departmentId === state.department) return undefined;
  return {
    code: 'not-the-holder',
    title: '该事项不由本单位承办',
    detail: `事项${state.item.code}由${unitName(state)}承办,结果由该单位移交和更正。`,
  };
}

/** Why the result is not to be handed over now; none while the department still has it. */
export function notToBeHandedOver(state: IssuanceState): Refusal | undefined {
  const { where, item, slice } = state;
  switch (where.phase) {
    case 'awaitingHandover':
    case 'rejected':
      return undefined;
    case 'discrepancy':
      return {
        code: 'discrepancy-open',
        title: '结果与受理信息不一致',
        detail: `事项${item.code}的结果已在${slice.issuance.outlet.name},${differing(state)}与受理信息不一致,请更正,不必再次移交。`,
        clause: slice.rules.resultMismatch.basis.join(';'),
      };
    case 'held':
    case 'ready':
      return handedOver(state);
    case 'delivered':
      return delivered(state);
    default:
      return assertNever(where);
  }
}

/** Why there is nothing to correct; none while the result is with the department or in dispute. */
export function notToBeCorrected(state: IssuanceState, { result, subject }: StatedResult): Refusal | undefined {
  if (state.where.phase === 'delivered') return delivered(state);
  if (state.where.phase === 'ready' || state.where.phase === 'held') return handedOver(state);
  if (Object.keys({ ...result, ...subject }).length > 0) return undefined;
  return {
    code: 'nothing-corrected',
    title: '没有更正内容',
    detail: '请写明更正后的结果数据(result)或者结果所载的受理信息(subject)。',
  };
}

/** Why the result may not be released; none when it is ready. */
export function notToBeReleased(state: IssuanceState): Refusal | undefined {
  const { where, item, slice } = state;
  const { name, basis } = slice.issuance.outlet;
  switch (where.phase) {
    case 'ready':
      return undefined;
    case 'held':
      return {
        code: 'deficits-open',
        title: '容缺材料尚未补齐',
        detail: `事项${item.code}的容缺材料${state.deficits.join('、')}尚未补齐,补齐之前不能发放结果。`,
        clause: slice.rules.deficits.basis.join(';'),
      };
    case 'awaitingHandover':
    case 'rejected':
      return {
        code: 'not-handed-over',
        title: '结果尚未移交',
        detail: `事项${item.code}的结果尚未由${unitName(state)}移交${name},不能发放。`,
        clause: basis.join(';'),
      };
    case 'discrepancy':
      return {
        code: 'discrepancy-open',
        title: '结果与受理信息不一致',
        detail: `事项${item.code}的结果${differing(state)}与受理信息不一致,由${unitName(state)}更正之前不能发放。`,
        clause: slice.rules.resultMismatch.basis.join(';'),
      };
    case 'delivered':
      return delivered(state);
    default:
      return assertNever(where);
  }
}

const handedOver = ({ item, slice }: IssuanceState): Refusal => ({
  code: 'result-handed-over',
  title: '结果已移交',
  detail: `事项${item.code}的结果已移交${slice.issuance.outlet.name}并核对一致,待申请人领取。`,
  clause: slice.periods.handover.basis.join(';'),
});

/** What whatever comes after the delivery is told. */
export function delivered({ where, item, slice }: IssuanceState): Refusal | undefined {
  if (where.phase !== 'delivered') return undefined;
  return {
    code: 'result-delivered',
    title: '结果已送达',
    detail: `事项${item.code}的结果已于${formatLocal(where.at)}由${where.to.name}签收,已送达。`,
    clause: [...slice.issuance.outlet.basis, '行政许可法 44'].join(';'),
  };
}

export function dataMissing({ item, slice }: IssuanceState, result: ResultData): Refusal | undefined {
  const { value, basis } = slice.issuance.resultData;
  const missing = value.filter((field) => result[field] === undefined);
  if (missing.length === 0) return undefined;
  const named = missing.map((field) => `${dataWords[field]}(result.${field})`).join('、');
  return {
    code: 'result-data-missing',
    title: '结果数据不全',
    detail: `事项${item.code}的结果缺少${named},补齐后方可移交。`,
    clause: basis.join(';'),
  };
}

export function datesWrong({ item, slice }: IssuanceState, { decidedOn, validUntil }: ResultData): Refusal | undefined {
  if (decidedOn === undefined || validUntil === undefined || validUntil >= decidedOn) return undefined;
  return {
    code: 'result-dates-wrong',
    title: '结果数据有误',
    detail: `事项${item.code}的有效期(result.validUntil ${validUntil})早于决定日期(result.decidedOn ${decidedOn}),请更正。`,
    clause: slice.issuance.resultData.basis.join(';'),
  };
}

/** 民法典 165: a written authority names the proxy, the matter, its scope and time, and is signed by the principal. */
export const authorityMissing: Refusal = {
  code: 'authority-missing',
  title: '代理人没有授权委托书',
  detail: '代理人签收结果须出具申请人签章的授权委托书,请在 authorisation 中写明授权委托书的编号或者日期。',
  clause: '民法典 165',
};

const differing = ({ where }: IssuanceState): string =>
  'differences' in where ? where.differences.map(({ field }) => subjectWords[field]).join('、') : '';
