/** The register of delegations: granted, read, and what it says of a person. */
import type { DelegationData, Mandate } from '@yichuang/contracts';
import { delegationWorkflowId } from '@yichuang/contracts/temporal';
import type { Instant } from '@yichuang/kernel';
import { type CaseFiling, fileCase, inScope, type Principal, type ServiceTools } from '@yichuang/platform';
import type { DelegationInput } from '@yichuang/workflows/messages';
import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import { projectOwnFacts } from './projection.ts';
import type { ApprovalDatabase, DelegationTable } from './schema.ts';

type Db = Kysely<ApprovalDatabase>;
export type Delegation = Selectable<DelegationTable>;

/** Files a grant; a second call with the same key finds the first one's command. `from` is the instant of the grant unless told. */
export function grantDelegation(
  tools: ServiceTools<ApprovalDatabase>,
  {
    from,
    departmentName,
    ...grant
  }: Omit<DelegationData, 'delegationNo' | 'from'> & {
    from?: Instant | undefined;
    departmentName: string;
  },
  command: Parameters<typeof fileCase>[2],
): ReturnType<typeof fileCase> {
  const filing: CaseFiling<ApprovalDatabase> = {
    service: 'approval',
    type: 'delegationWorkflow',
    workflowId: delegationWorkflowId,
    numbers: { sequence: 'approval.delegation_number', prefix: 'DLG-', name: 'delegationNo' },
    project: projectOwnFacts,
    open: (_trx, delegationNo, at) => {
      const granted: DelegationData = { ...grant, delegationNo, from: from ?? at };
      return Promise.resolve({
        fact: { type: 'delegationGranted', at, actor: command.actor, basis: grant.basis, data: granted },
        scope: { region: grant.region, uscc: '' },
        input: (start): DelegationInput & { summary: string } => ({
          ...start,
          granted,
          departmentName,
          summary: `授权 ${delegationNo} · ${departmentName}`,
        }),
      });
    },
  };
  return fileCase(tools, filing, command);
}

export interface DelegationRequest {
  realm: string;
  principal: Principal;
  /** Only what this unit granted. */
  department?: string | undefined;
  /** Only what this person was granted. */
  person?: string | undefined;
  no?: string;
  limit: number;
  after?: string | undefined;
}

/** Newest first, within the caller's region. */
export const findDelegations = (
  db: Db,
  { realm, principal, department, person, no, limit, after }: DelegationRequest,
): Promise<Delegation[]> =>
  db
    .selectFrom('approval.delegation')
    .selectAll()
    .where('realm', '=', realm)
    .where(inScope(principal, realm, 'delegation_no'))
    .$if(department !== undefined, (query) => query.where('department', '=', department ?? ''))
    .$if(person !== undefined, (query) => query.where('person_id', '=', person ?? ''))
    .$if(no !== undefined, (query) => query.where('delegation_no', '=', no ?? ''))
    .$if(after !== undefined, (query) => query.where('delegation_no', '<', after ?? ''))
    .orderBy('delegation_no', 'desc')
    .limit(limit)
    .execute();

/** A row of the register that counts now. */
const inForce = sql<boolean>`d.revoked_at is null and d.from_at <= calendar.reached(d.realm) and d.to_at > calendar.reached(d.realm)`;

/** SQL condition on `approval.task`: its unit has entrusted the person with its item. */
export const entrustedTo = (person: string): RawBuilder<boolean> => sql<boolean>`
  exists (select 1 from approval.delegation d join journal.case_scope c on c.case_no = task.application_no and c.region = d.region
           where d.realm = task.realm and d.person_id = ${person} and d.department = task.department
             and task.kind = 'review' and task.item_code = any(d.items) and ${inForce})`;

/** What the register says of a person and an item: one that is in force, else the one that ends last. */
export async function mandateFor(
  db: Db,
  {
    realm,
    person,
    department,
    itemCode,
    caseNo,
  }: Record<'realm' | 'person' | 'department' | 'itemCode' | 'caseNo', string>,
): Promise<Mandate | undefined> {
  const { rows } = await sql<Delegation>`
    select d.* from approval.delegation d
      join journal.case_scope c on c.case_no = ${caseNo} and c.region = d.region
     where d.realm = ${realm} and d.person_id = ${person} and d.department = ${department}
     order by ${itemCode} = any(d.items) desc,
              (${inForce}) desc,
              d.to_at desc, d.delegation_no desc limit 1`.execute(db);
  const row = rows[0];
  return row && mandateOf(row);
}

const mandateOf = ({
  delegation_no,
  region,
  department,
  items,
  from_at,
  to_at,
  revoked_at,
  basis,
}: Delegation): Mandate => ({
  delegationNo: delegation_no,
  region,
  department,
  items,
  from: from_at,
  to: to_at,
  ...(revoked_at !== null && { revokedAt: revoked_at }),
  basis,
});
