/** Whether a regulation holds. A draft or an expired one still runs, for somebody must be able to try it out, but never silently. */
import type { CivilDate } from '@yichuang/kernel';
import type { RegionPack } from './types/pack.ts';

/** True once the regulation has run out, by its status or by its last day. */
const hasExpired = ({ status, effectiveTo }: RegionPack, today: CivilDate): boolean =>
  status === 'expired' || (effectiveTo !== undefined && effectiveTo < today);

/** Why new filings are refused on that day; `undefined`: they are taken (000-63). */
export const refusedSince = (pack: RegionPack, today: CivilDate): string | undefined =>
  hasExpired(pack, today) && pack.rules.afterExpiry.value === 'refuse'
    ? `${pack.name}的规程已失效，不再接收新的申报`
    : undefined;

/** What an operator must know about the standing of a pack on a day; empty if it is simply in force. */
export function packWarnings(pack: RegionPack, today: CivilDate): string[] {
  const { name, version, status, effectiveFrom, effectiveTo, binding, rules } = pack;
  const of = `${name}规则包 ${version}`;
  const warnings: string[] = [];
  if (hasExpired(pack, today)) {
    const consequence = rules.afterExpiry.value === 'refuse' ? '新的申报将被拒绝' : '仍按其受理新的申报';
    warnings.push(
      `${of}：规程已失效${effectiveTo === undefined ? '' : `（至 ${effectiveTo}）`}，${consequence} / has expired`,
    );
  } else if (status === 'draft') {
    warnings.push(`${of}：规程尚为征求意见稿 / is a draft`);
  } else if (effectiveFrom !== undefined && effectiveFrom > today) {
    warnings.push(`${of}：规程自 ${effectiveFrom} 起施行 / is not in force yet`);
  } else if (status === 'trial' && effectiveTo === undefined) {
    warnings.push(`${of}：试行，未定失效日期 / on trial without an end`);
  }
  if (binding === 'reference') warnings.push(`${of}：仅供参照，不具约束力 / for reference only`);
  return warnings;
}
