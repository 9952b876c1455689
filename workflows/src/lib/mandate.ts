/** Who decides in a unit's name without belonging to it: as far as the register of delegations goes (000 二(二)3). */
import type { CommandEnvelope, Mandate, Refusal } from '@yichuang/contracts';
import { formatLocal, type Instant } from '@yichuang/kernel';

export interface Entrusted {
  region: string;
  department: string;
  departmentName: string;
  itemCode: string;
  /** Acts that may be entrusted. */
  kinds: readonly string[];
}

/** What a delegate's act lacks at the instant it was received. */
export function outsideMandate(
  mandate: Mandate,
  { kind, receivedAt: at }: Pick<CommandEnvelope, 'kind' | 'receivedAt'>,
  { region, department, departmentName, itemCode, kinds }: Entrusted,
): Refusal | undefined {
  const { delegationNo, items, basis } = mandate;
  const clause = basis.join(';');
  const covers = mandate.region === region && mandate.department === department && items.includes(itemCode);
  if (!covers || !kinds.includes(kind))
    return {
      code: 'outside-mandate',
      title: '超出授权范围',
      detail: `授权${delegationNo}不含事项${itemCode}的这项权限,由${departmentName}办理。`,
      clause,
    };
  const why = notInForce(mandate, at);
  return why === undefined
    ? undefined
    : {
        code: 'mandate-not-in-force',
        title: '授权不在有效期内',
        detail: `授权${delegationNo}${why},事项${itemCode}由${departmentName}办理,或者由其另行授权。`,
        clause,
      };
}

/** In force from `from`, and no longer at `to` or at its revocation. */
function notInForce({ from, to, revokedAt }: Mandate, at: Instant): string | undefined {
  if (at < from) return `自${formatLocal(from)}起生效`;
  if (revokedAt !== undefined && at >= revokedAt) return `已于${formatLocal(revokedAt)}收回`;
  return at >= to ? `已于${formatLocal(to)}到期` : undefined;
}
