/** Which claims of a token say who the caller is. Any issuer: names, paths and values are configuration. */
import { type Role, roles } from '@yichuang/contracts/temporal';
import { z } from 'zod';

/** A claim's name; dots lead into objects (`realm_access.roles`). A list of names where a name itself holds dots. */
const claimPath = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);
const values = z.record(z.string(), z.string().min(1));

export const claimMapping = z.strictObject({
  roles: claimPath.default('roles'),
  departmentId: claimPath.default('departmentId'),
  region: claimPath.default('region'),
  uscc: claimPath.default('uscc'),
  name: claimPath.default('name'),
  /** Values of the issuer → ours. Once `roles` is given only what it names counts: an issuer's `admin` need not be ours. */
  values: z
    .strictObject({
      roles: z.record(z.string(), z.enum(roles)).optional(),
      departmentId: values.optional(),
      region: values.optional(),
    })
    .default({}),
});

export type ClaimMapping = z.infer<typeof claimMapping>;

/** The caller. `region` and `departmentId` narrow what it may do and see; `uscc` is the enterprise it acts for. */
export interface Principal {
  sub: string;
  name?: string;
  roles: Role[];
  departmentId?: string;
  region?: string;
  uscc?: string;
}

/** A claim that is there but cannot be read: such a token is refused, for a scope that is left out would widen it. */
export class UnreadableClaim extends Error {}

export function principalOfClaims(payload: Record<string, unknown>, mapping: ClaimMapping): Principal {
  const text = (name: 'departmentId' | 'region' | 'uscc' | 'name'): Record<string, string> => {
    const value = textAt(payload, mapping[name]);
    if (value === undefined) return {};
    const mapped = name === 'departmentId' || name === 'region' ? own(mapping.values[name], value) : undefined;
    return { [name]: mapped ?? value };
  };
  const sub = textAt(payload, 'sub');
  if (sub === undefined) throw new UnreadableClaim('sub');
  return {
    sub,
    roles: rolesAt(payload, mapping),
    ...text('name'),
    ...text('departmentId'),
    ...text('region'),
    ...text('uscc'),
  };
}

/** Never an inherited member: values come from a token. */
const own = <T>(table: Readonly<Record<string, T>> | undefined, value: string): T | undefined =>
  table && Object.hasOwn(table, value) ? table[value] : undefined;

/** Roles that are not ours are somebody else's business. */
function rolesAt(payload: Record<string, unknown>, mapping: ClaimMapping): Role[] {
  const claim = at(payload, mapping.roles);
  const given = typeof claim === 'string' ? claim.split(/[\s,]+/) : Array.isArray(claim) ? claim.map(String) : [];
  const known = mapping.values.roles;
  const mapped = given.flatMap((one) => (known ? (own(known, one) ?? []) : (roles.find((role) => role === one) ?? [])));
  return [...new Set(mapped)];
}

function textAt(payload: Record<string, unknown>, path: string | string[]): string | undefined {
  const value = at(payload, path);
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || value.trim() === '') throw new UnreadableClaim([path].flat().join('.'));
  return value;
}

function at(payload: Record<string, unknown>, path: string | string[]): unknown {
  const names = typeof path === 'string' ? path.split('.') : path;
  return names.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined,
    payload,
  );
}
