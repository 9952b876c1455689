/** One case under test, driven through the public HTTP surface. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { itemCaseNoOf, type ServiceName } from '@yichuang/contracts/temporal';
import { type ApiClient, type CallOptions, isRecord, type Reply, sampleFiling } from '@yichuang/local';

export interface Filing {
  region: string;
  channel?: 'online' | 'onsite';
  items: string[];
  /** Materials filed, by item; complete where none are listed. */
  materials?: Record<string, string[]>;
}

export interface TrailFact {
  workflowId: string;
  type: string;
  word: string;
  at: string;
  data: Record<string, unknown>;
}

export interface Act {
  /** Account of the local issuer: a department code, `window-jia`, `coordinator`. */
  as: string;
  kind: string;
  item?: string;
  action: string;
  body?: object;
  idempotencyKey?: string;
}

/** What every case under test has, whichever service owns it. */
export interface CaseInRealm {
  readonly no: string;
  /** None for a live case. */
  readonly realm: string | undefined;
  /** Moves the realm's clock; all that falls due on the way has happened when it returns. */
  clock(to: string): Promise<void>;
  /** Waits until nothing of the case is on its way. */
  settle(): Promise<void>;
  /** What a service's part of the trail holds. */
  facts(service: ServiceName): Promise<TrailFact[]>;
}

export interface CaseUnderTest extends CaseInRealm {
  /** ID of a task; the open one where there are several. */
  task(kind: string, item?: string): Promise<string>;
  /** Acts on the task of that kind and item; settles the realm afterwards. */
  act(act: Act): Promise<Reply>;
  /** Acts on a task by its ID, also on a closed one. */
  actOn(taskId: string, act: Omit<Act, 'kind' | 'item'>): Promise<Reply>;
  /** Acts on the application itself; settles the realm afterwards. */
  onApplication(act: string, body?: object, as?: string): Promise<Reply>;
  /** Names of the documents that the applicant was issued up to acceptance. */
  documents(): Promise<string[]>;
  /** The window releases a result; settles the realm afterwards. */
  pickUp(item: string, body: object): Promise<Reply>;
  /** A result as its applicant sees it. */
  result(item: string): Promise<Record<string, unknown>>;
  /** The trail as `MM-DD HH:mm type`, from all services. */
  trail(): Promise<string[]>;
  view(): Promise<Record<string, unknown>>;
  /** An item of the application as its applicant sees it. */
  item(code: string): Promise<Record<string, unknown>>;
}

const patienceMs = 60_000;
const pollMs = 50;
const instant = (local: string): string => `${local.replace(' ', 'T')}:00+08:00`;

export async function fileCase(api: ApiClient, { now, ...filing }: Filing & { now?: string }): Promise<CaseUnderTest> {
  const realm = now === undefined ? undefined : await newRealm(api, now);
  const onsite = filing.channel === 'onsite';
  const options = callAs(realm, onsite ? 'window-jia' : 'applicant');
  const filed = expected(await api.act('intake', '/v1/applications', sampleFiling(filing), options), 201);
  const one = caseOf(api, String(filed.body['applicationNo']), realm, now ?? '');
  await one.settle();
  return one;
}

/** A sandbox realm whose clock stands at `now`. */
export async function newRealm(api: ApiClient, now: string): Promise<string> {
  const realm = `t${randomBytes(6).toString('hex')}`;
  expected(await api.post('approval', '/v1/sandbox/realms', { realm, now: instant(now) }, { as: 'admin' }), 201);
  return realm;
}

export const callAs = (realm: string | undefined, as: string): CallOptions => ({
  as,
  ...(realm !== undefined && { realm }),
});

/** A case in a realm whose clock stands at `began`. */
export function inRealm(api: ApiClient, no: string, realm: string | undefined, began = ''): CaseInRealm {
  let now = began;
  const clock = async (to: string): Promise<void> => {
    if (realm === undefined) return;
    now = to;
    expected(
      await api.post('approval', `/v1/sandbox/realms/${realm}/clock`, { to: instant(to) }, { as: 'admin' }),
      200,
    );
  };
  return {
    no,
    realm,
    clock,
    settle: () => clock(now),
    facts: async (service) => {
      const { body } = await api.get(service, `/v1/cases/${no}/facts`, callAs(realm, 'auditor'));
      return records(body['facts']).map((fact) => ({
        workflowId: String(fact['workflowId']),
        type: String(fact['type']),
        word: String(fact['word']),
        at: String(fact['at']),
        data: isRecord(fact['data']) ? fact['data'] : {},
      }));
    },
  };
}

function caseOf(api: ApiClient, no: string, realm: string | undefined, began: string): CaseUnderTest {
  const base = inRealm(api, no, realm, began);
  const { settle, facts } = base;
  const as = (account: string): CallOptions => callAs(realm, account);
  const task = async (kind: string, item?: string): Promise<string> => {
    for (const until = Date.now() + patienceMs; ; ) {
      const { body } = await api.get(
        'approval',
        `/v1/tasks?applicationNo=${no}&kind=${kind}&state=open`,
        as('supervisor'),
      );
      const found = records(body['tasks']).find((one) => item === undefined || one['itemCode'] === item);
      if (found) return String(found['id']);
      if (Date.now() > until) throw new Error(`no open task ${kind} ${item ?? ''} of ${no}`);
      await sleep(pollMs);
    }
  };
  const actOn: CaseUnderTest['actOn'] = async (id, { as: account, action, body = {}, idempotencyKey }) => {
    const options = { ...as(account), ...(idempotencyKey !== undefined && { idempotencyKey }) };
    const reply = await api.act('approval', `/v1/tasks/${encodeURIComponent(id)}/${action}`, body, options);
    await settle();
    return reply;
  };
  const view = async (): Promise<Record<string, unknown>> =>
    expected(await api.get('intake', `/v1/applications/${no}`, as('supervisor')), 200).body;
  return {
    ...base,
    task,
    actOn,
    act: async ({ kind, item, ...act }) => actOn(await task(kind, item), act),
    async onApplication(act, body = {}, account = 'applicant') {
      const reply = await api.act('intake', `/v1/applications/${no}/${act}`, body, as(account));
      await settle();
      return reply;
    },
    documents: async () => {
      const { body } = await api.get('intake', `/v1/cases/${no}/documents`, as('applicant'));
      return records(body['documents']).map(({ name }) => String(name));
    },
    async pickUp(item, body) {
      const reply = await api.act('issuance', `/v1/results/${itemCaseNoOf(no, item)}/pick-up`, body, as('window-jia'));
      await settle();
      return reply;
    },
    result: async (item) =>
      expected(await api.get('issuance', `/v1/results/${itemCaseNoOf(no, item)}`, as('applicant')), 200).body,
    trail: async () =>
      [...(await facts('intake')), ...(await facts('approval'))].map(
        ({ at, type }) => `${at.slice(5, 16).replace('T', ' ')} ${type}`,
      ),
    view,
    item: async (code) => {
      const found = records((await view())['items']).find((one) => one['itemCode'] === code);
      if (!found) throw new Error(`no item ${code} in ${no}`);
      return found;
    },
  };
}

const records = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** What an act sent again is answered with, whether or not its sender had to wait the first time. */
export const sameAct = ({ body }: Reply): object => ({ commandId: body['commandId'], facts: body['facts'] });

export function expected(reply: Reply, status: number): Reply {
  if (reply.status === status) return reply;
  throw new Error(`expected ${String(status)}, was answered ${String(reply.status)}: ${JSON.stringify(reply.body)}`);
}
