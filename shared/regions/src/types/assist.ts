/** Assistance by commission (协办): what a region says of it beside its periods. */
import type { Basis } from './period.ts';

/** A kind of project as the owner declares it; one that is not covered never passes the pre-review (001 二). */
export interface ProjectKind {
  name: string;
  covered: boolean;
}

export interface AssistRule {
  scope: { kinds: ProjectKind[]; basis: Basis };
  preReview: { by: 'assist-desk'; basis: Basis };
  /** Where an owner is pointed to whose project is not eligible (001 六). */
  otherWay: { value: string; basis: Basis };
  /** One officer goes with a project (001 三). */
  officer: { atOneTime: 1; basis: Basis };
  /** A change of officer is registered before it takes effect (001 十). */
  officerChange: { registeredWith: 'assist-desk'; basis: Basis };
}
