/** Who plays: departments on their tasks, the window at its counter, and the realm's clock. */
import { type ApiClient, type Reply } from '@yichuang/local';
import { expect, records } from './reply.ts';

export interface Cast {
  /** What happens next. */
  step: (text: string) => void;
  /** Moves the realm's clock to `YYYY-MM-DD HH:mm`. */
  clock: (to: string) => Promise<void>;
  /** Waits for an open task and gives its ID. */
  task: (department: string, kind: string, item: string) => Promise<string>;
  /** Acts on an open task; throws where that is refused. */
  act: (department: string, kind: string, item: string, action: string, body?: object) => Promise<void>;
  /** Acts on a task by its ID, also on a closed one. */
  actOn: (id: string, department: string, action: string, body: object) => Promise<Reply>;
  /** The window releases a result. */
  pickUp: (item: string, body: object) => Promise<Reply>;
  /** Prints why an act was refused; throws where it was not. */
  refused: (reply: Reply) => void;
}

const taskPatienceMs = 15_000;
const pollMs = 60;

/** `caseNo` is asked for when somebody acts: the case is filed by then. */
export function createCast(
  api: ApiClient,
  { realm, caseNo, print }: { realm: string; caseNo: () => string; print: (line: string) => void },
): Cast {
  const step = (text: string): void => {
    print('');
    print(`▶ ${text}`);
  };
  const clock = async (to: string): Promise<void> => {
    step(`时钟走到 ${to}`);
    expect(
      await api.post(
        'approval',
        `/v1/sandbox/realms/${realm}/clock`,
        { to: `${to.replace(' ', 'T')}:00+08:00` },
        { as: 'admin' },
      ),
      200,
    );
  };
  const task = async (department: string, kind: string, item: string): Promise<string> => {
    for (const until = Date.now() + taskPatienceMs; ; ) {
      const { body } = await api.get('approval', `/v1/tasks?applicationNo=${caseNo()}&kind=${kind}`, {
        as: department,
        realm,
      });
      const found = records(body['tasks']).find((one) => one['itemCode'] === item);
      if (found) return String(found['id']);
      if (Date.now() > until) throw new Error(`no ${kind} task for ${item} at ${department}`);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  };
  const actOn = (id: string, department: string, action: string, body: object): Promise<Reply> =>
    api.act('approval', `/v1/tasks/${encodeURIComponent(id)}/${action}`, body, { as: department, realm });
  const act = async (
    department: string,
    kind: string,
    item: string,
    action: string,
    body: object = {},
  ): Promise<void> => {
    expect(await actOn(await task(department, kind, item), department, action, body), 200);
  };
  const pickUp = (item: string, body: object): Promise<Reply> =>
    api.act('issuance', `/v1/results/${caseNo()}-${item}/pick-up`, body, { as: 'window-jia', realm });
  const refused = (reply: Reply): void => {
    const { title, detail, clause } = expect(reply, 409).body;
    print(`   ${String(title)}:${String(detail)}(${String(clause)})`);
  };
  return { step, clock, task, act, actOn, pickUp, refused };
}
