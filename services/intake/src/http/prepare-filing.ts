/** A form and who sends it → a filing, or the refusal: the same way for an application and for a draft that is submitted. */
import type { Actor } from '@yichuang/contracts';
import { actorOf, type Principal, problemOf, refuseClassified, requireRegion } from '@yichuang/platform';
import type { Regions } from '@yichuang/regions';
import type { Kysely } from 'kysely';
import { refusalOf } from '../filing/finding.ts';
import type { DraftForm } from '../filing/form.ts';
import type { Filing } from '../store/filing.ts';
import { check } from '../store/holdings.ts';
import type { IntakeDatabase } from '../store/schema.ts';

/** Who files: the enterprise, the window, and an assist officer for an owner. */
export const filers = ['applicant', 'clerk', 'assist-officer'] as const;

/** An applicant acts for its own enterprise only. */
export function actorFor(principal: Principal, uscc: string, channel?: DraftForm['channel']): Actor {
  const actor = actorOf(principal, channel === 'onsite' ? ['clerk'] : filers);
  if (actor.role === 'applicant' && principal.uscc !== uscc)
    throw problemOf('not-your-enterprise', '申请人只能为本单位办理。');
  return actor;
}

export async function prepareFiling(
  db: Kysely<IntakeDatabase>,
  regions: Regions,
  { realm, principal, form }: { realm: string; principal: Principal; form: DraftForm },
): Promise<Filing> {
  refuseClassified(form.classified ?? false);
  const actor = actorFor(principal, form.applicant.uscc, form.channel);
  const { findings, filing } = await check(db, regions, { realm, form });
  if (!filing) throw refusalOf(findings);
  requireRegion(principal, filing.slice.region.id);
  return { regions, ...filing, actor };
}
