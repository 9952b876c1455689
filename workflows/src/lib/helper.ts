/** 帮办代办 outside a commission: whoever helps the enterprise, by name; no clock hangs on it (002 二(二)5; 004 二(一); policy 1.8-20). */
import type { CommandEnvelope, Helper, HelperFact, Refusal } from '@yichuang/contracts';
import type { CaseSlice } from '@yichuang/regions/types';

export type HelperCommand =
  | CommandEnvelope<'nameHelper', Helper & { reason?: string }>
  | CommandEnvelope<'removeHelper', { reason?: string }>;

/** `helper`: null where there is none, undefined where it is not known who it is. Another takes the place of the one before. */
export function helperChange(
  { slice, helper }: { slice: CaseSlice; helper?: Helper | null },
  { kind, body, receivedAt: at, actor }: HelperCommand,
): { fact: HelperFact } | { problem: Refusal } {
  const { value, basis } = slice.rules.assistance;
  if (value !== 'namedHelper') return { problem: notHere(basis) };
  const reason = body.reason === undefined ? {} : { reason: body.reason };
  if (kind === 'removeHelper') {
    if (helper === null) return { problem: unchanged('本申请没有指名帮办代办人员。') };
    return { fact: { type: 'helperRemoved', at, actor, basis, data: reason } };
  }
  const named: Helper = { name: body.name, kind: body.kind };
  if (helper && helper.name === named.name && helper.kind === named.kind)
    return { problem: unchanged(`本申请的${named.kind}人员已经是${named.name}。`) };
  return { fact: { type: 'helperNamed', at, actor, basis, data: { helper: named, ...reason } } };
}

const notHere = (basis: string[]): Refusal => ({
  code: 'no-helper-here',
  title: '本地区不指名帮办代办人员',
  detail: '本地区的协办以委托办理,不在申请上指名帮办代办人员;需要协办的,向协办专窗提出申请。',
  clause: basis.join(';'),
});

const unchanged = (detail: string): Refusal => ({
  code: 'helper-unchanged',
  title: '帮办代办人员没有变化',
  detail,
});
