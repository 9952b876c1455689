/** What a command is told that comes at the wrong time or from the wrong hand; also what a closed commission answers. */
import type { Closed, Officer, Refusal } from '@yichuang/contracts';
import { formatLocal, type Instant } from '@yichuang/kernel';
import type { AssistSlice } from '@yichuang/regions/types';
import type { AssistState, Ineligible } from './model.ts';

/** Closed means answered: a new request is possible once the reason has gone. */
export const closedAssist = ({ at, reason, otherWay, basis }: Ineligible): Closed => ({
  default: {
    code: 'assist-ineligible',
    title: '该协办申请不符合条件',
    detail: `已于${formatLocal(at)}告知不符合协办条件:${reason}。${otherWay};情况有变的,可以另行申请协办。`,
    clause: basis.join(';'),
  },
  entries: [],
});

export const preReviewDone = (basis: string[]): Refusal => ({
  code: 'pre-review-done',
  title: '预审已经通过',
  detail: '该协办申请的预审已经通过,不得再作预审决定。',
  clause: basis.join(';'),
});

export const outsideScope = ({ kind, rule }: AssistSlice): Refusal => ({
  code: 'outside-scope',
  title: '项目不在协办范围',
  detail: `${kind.name}不在协办范围,预审不得通过;请告知建设单位原因和其他办理途径(${rule.otherWay.value})。`,
  clause: rule.scope.basis.join(';'),
});

export function notFormTime({ slice, now }: AssistState): Refusal {
  if (now.phase === 'commissioned')
    return {
      code: 'form-confirmed',
      title: '申请表已经确认',
      detail: `委托协办申请表已于${formatLocal(now.confirmedAt)}确认,不必重复确认。`,
      clause: slice.periods.assistContact.basis.join(';'),
    };
  return {
    code: 'pre-review-open',
    title: '预审尚未通过',
    detail: '协办专窗预审通过后,建设单位才填写并确认委托协办申请表。',
    clause: slice.rule.preReview.basis.join(';'),
  };
}

export const formNotConfirmed = (act: string, { rule, periods }: AssistSlice): Refusal => ({
  code: 'form-not-confirmed',
  title: '申请表尚未确认',
  detail: `建设单位确认委托协办申请表之后才能${act}。`,
  clause: [...rule.preReview.basis, ...periods.assistContact.basis].join(';'),
});

export const alreadyAssigned = ({ name }: Officer, basis: string[]): Refusal => ({
  code: 'officer-assigned',
  title: '已有协办员',
  detail: `该项目的协办员是${name},任何时候只有一名协办员;确需变动的,请写明理由办理更换。`,
  clause: basis.join(';'),
});

export const noOfficer = ({ rule }: AssistSlice): Refusal => ({
  code: 'no-officer',
  title: '尚未指派协办员',
  detail: '协办专窗尚未给该项目指派协办员,请先指派。',
  clause: rule.officer.basis.join(';'),
});

export const sameOfficer = ({ name }: Officer, basis: string[]): Refusal => ({
  code: 'same-officer',
  title: '协办员没有变动',
  detail: `${name}已是该项目的协办员;更换须指明另一名协办员。`,
  clause: basis.join(';'),
});

export const notTheOfficer = ({ name }: Officer, { rule, periods }: AssistSlice): Refusal => ({
  code: 'not-the-officer',
  title: '不是该项目的协办员',
  detail: `该项目的协办员是${name},由其本人联系建设单位并登记。`,
  clause: [...rule.officer.basis, ...periods.assistContact.basis].join(';'),
});

export const alreadyContacted = (at: Instant, basis: string[]): Refusal => ({
  code: 'owner-contacted',
  title: '已经联系建设单位',
  detail: `协办员已于${formatLocal(at)}联系建设单位,首次联系不重复登记。`,
  clause: basis.join(';'),
});
