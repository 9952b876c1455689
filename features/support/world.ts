/** One scenario: its sandbox realm, its application, and what the last action was told. Public HTTP only. */
import { randomUUID } from 'node:crypto';
import { setWorldConstructor, World } from '@cucumber/cucumber';
import type { ServiceName } from '@yichuang/contracts/temporal';
import { dateOf, formatOffset, type Instant, parseLocal } from '@yichuang/kernel';
import type { Reply } from '@yichuang/local';
import * as accounts from './accounts.ts';
import { awaited } from './poll.ts';
import { running } from './system.ts';
import {
  type ApplicationView,
  applicationView,
  counted,
  type ItemView,
  type TaskView,
  type TrailFact,
  taskList,
  trail,
} from './views.ts';

type Parser<T> = { parse(value: unknown): T };

export interface ActionTarget {
  kind: string;
  itemCode?: string;
  /** Number of the case; the application's unless told. */
  no?: string;
}

export class Scenario extends World {
  readonly #realm = `features-${randomUUID()}`;
  #now: Instant | undefined;
  #region: string | undefined;
  #applicationNo: string | undefined;
  #assistNo: string | undefined;
  #draftId: string | undefined;
  #questionNo: string | undefined;
  #inquiryNo: string | undefined;
  #last: Reply | undefined;
  /** Whether anything may be on its way since the realm was last seen at rest. */
  #astir = false;
  /** A refusal that the next step must speak of. */
  openRefusal: string | undefined;

  get region(): string {
    return required(this.#region, '地区为…');
  }

  set region(name: string) {
    this.#region = name;
  }

  get applicationNo(): string {
    return required(this.#applicationNo, 'a filing');
  }

  set applicationNo(no: string) {
    this.#applicationNo = no;
  }

  get assistNo(): string {
    return required(this.#assistNo, 'a commission');
  }

  set assistNo(no: string) {
    this.#assistNo = no;
  }

  get draftId(): string {
    return required(this.#draftId, 'a draft');
  }

  set draftId(id: string) {
    this.#draftId = id;
  }

  get questionNo(): string {
    return required(this.#questionNo, 'a question');
  }

  set questionNo(no: string) {
    this.#questionNo = no;
  }

  get inquiryNo(): string {
    return required(this.#inquiryNo, 'an inquiry');
  }

  set inquiryNo(no: string) {
    this.#inquiryNo = no;
  }

  /** Numbers of all that intake took in: what the applicant filed, asked and inquired. */
  get caseNos(): string[] {
    return [this.#applicationNo, this.#questionNo, this.#inquiryNo].filter((no) => no !== undefined);
  }

  get today(): string {
    return dateOf(required(this.#now, '现在是…'));
  }

  get lastReply(): Reply {
    return required(this.#last, 'an action');
  }

  async startClock(text: string): Promise<void> {
    const now = parseLocal(text);
    const body = { realm: this.#realm, now: formatOffset(now) };
    answered(await running().client.post('approval', '/v1/sandbox/realms', body, { as: accounts.admin }));
    this.#now = now;
  }

  /** Returns when all that falls due up to then has happened and nothing is on its way. */
  async moveClock(text: string): Promise<void> {
    await this.#reach(parseLocal(text));
  }

  /** Lets what is on its way arrive. The clock stays where it is. */
  async settle(): Promise<void> {
    if (this.#astir) await this.#reach(required(this.#now, '现在是…'));
  }

  async #reach(to: Instant): Promise<void> {
    const path = `/v1/sandbox/realms/${this.#realm}/clock`;
    answered(await running().client.post('approval', path, { to: formatOffset(to) }, { as: accounts.admin }));
    this.#now = to;
    this.#astir = false;
  }

  /** An action of the scenario: its answer is what 操作成功 and 操作被拒绝 speak of. */
  async act(service: ServiceName, path: string, body: unknown, as: string, idempotencyKey?: string): Promise<Reply> {
    const options = { as, realm: this.#realm, ...(idempotencyKey !== undefined && { idempotencyKey }) };
    const reply = await running().client.act(service, path, body, options);
    if (reply.status >= 500) throw new Error(`${path} answered ${told(reply)}`);
    this.#astir = true;
    this.#last = reply;
    this.openRefusal = reply.status >= 400 ? told(reply) : undefined;
    return reply;
  }

  /** An action on a task, waited for until it appears; on the last one of its kind where none is open any more. */
  async actOnTask(target: ActionTarget, action: string, body: unknown, as: string): Promise<Reply> {
    const { kind, itemCode, no } = target;
    const { id } = await awaited(`task ${kind} ${itemCode ?? ''} of ${as}`, async () => {
      const tasks = await this.tasks(as, 'all', kind, no);
      const fitting = tasks.filter((task) => itemCode === undefined || task.itemCode === itemCode);
      return fitting.find(({ state }) => state === 'open') ?? fitting.at(-1);
    });
    return this.act('approval', `/v1/tasks/${encodeURIComponent(id)}/${action}`, body, as);
  }

  /** Tasks of the application, or of another case, that the account may see. */
  async tasks(as: string, state: 'open' | 'all', kind?: string, no = this.applicationNo): Promise<TaskView[]> {
    const query = new URLSearchParams({ applicationNo: no, state, limit: '200' });
    if (kind !== undefined) query.set('kind', kind);
    return (await this.read('approval', `/v1/tasks?${query.toString()}`, taskList, as)).tasks;
  }

  application(): Promise<ApplicationView> {
    const path = `/v1/applications/${encodeURIComponent(this.applicationNo)}`;
    return this.read('intake', path, applicationView, accounts.applicant);
  }

  async item(code: string): Promise<ItemView> {
    const found = (await this.application()).items.find(({ itemCode }) => itemCode === code);
    if (!found) throw new Error(`the application has no item ${code}`);
    return found;
  }

  /** What a service holds of the scenario's cases; nothing where the scenario has none with it. */
  async trail(service: ServiceName): Promise<TrailFact[]> {
    const assist = this.#assistNo === undefined ? [] : [this.#assistNo];
    const numbers = service === 'assist' ? assist : this.caseNos;
    const parts = await Promise.all(
      numbers.map((no) => this.read(service, `/v1/cases/${encodeURIComponent(no)}/facts`, trail, accounts.auditor)),
    );
    return parts.flatMap(({ facts }) => facts);
  }

  async count(service: ServiceName, path: string, as: string): Promise<number> {
    return (await this.read(service, path, counted, as)).count;
  }

  async read<T>(service: ServiceName, path: string, parser: Parser<T>, as: string): Promise<T> {
    return parser.parse(answered(await running().client.get(service, path, { as, realm: this.#realm })).body);
  }
}

function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the scenario lacks ${what}`);
  return value;
}

function answered(reply: Reply): Reply {
  if (reply.status >= 300) throw new Error(`answered ${told(reply)}`);
  return reply;
}

export const told = ({ status, body }: Reply): string => `${String(status)} ${JSON.stringify(body)}`;

setWorldConstructor(Scenario);
