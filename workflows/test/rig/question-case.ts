/** Questions and stage inquiries under test, driven through the public HTTP surface. */
import { isRecord, type Reply, sampleUscc } from '@yichuang/local';
import type { Rig } from '../rig.ts';
import { type CaseInRealm, callAs, expected, inRealm, newRealm } from './case.ts';

export interface AskedUnderTest extends CaseInRealm {
  /** Acts on the task of that kind and department, the open one where there are several; settles the realm afterwards. */
  onTask(as: string, task: { kind: string; department: string }, action: string, body?: object): Promise<Reply>;
  /** Whoever asked acts on the case itself; settles the realm afterwards. */
  act(action: string): Promise<Reply>;
  view(as?: string): Promise<Record<string, unknown>>;
}

const applicant = { name: '示例建设有限公司', uscc: sampleUscc };

/** A question about I29 to 交通运输, in a realm whose clock stands at `now`; without one in live time. */
export const askQuestion = (rig: Rig, now?: string): Promise<AskedUnderTest> =>
  opened(rig, now, {
    path: '/v1/questions',
    number: 'questionNo',
    body: { region: '湖南', department: '交通运输', item: 'I29', text: '涉路施工需要哪些材料', applicant },
  });

/** An inquiry of these departments about 施工许可. */
export const inquire = (rig: Rig, departments: string[], now?: string): Promise<AskedUnderTest> =>
  opened(rig, now, {
    path: '/v1/inquiries',
    number: 'inquiryNo',
    body: {
      region: '湖南',
      stage: '施工许可',
      project: { code: '2609-430102-89-01-123451', name: '示例产业园一期' },
      applicant,
      departments,
      form: { address: '示例路1号', summary: '综合楼一栋' },
    },
  });

async function opened(
  { api, follow }: Rig,
  now: string | undefined,
  { path, number, body }: { path: string; number: string; body: object },
): Promise<AskedUnderTest> {
  const realm = now === undefined ? undefined : await newRealm(api, now);
  const filed = expected(await api.act('intake', path, body, callAs(realm, 'applicant')), 201);
  const base = inRealm(api, String(filed.body[number]), realm, now);
  follow(base.no);
  await base.settle();
  const taskOf = async (kind: string, department: string): Promise<string> => {
    const listed = await api.get(
      'approval',
      `/v1/tasks?applicationNo=${base.no}&kind=${kind}&state=all`,
      callAs(realm, 'supervisor'),
    );
    const tasks = Array.isArray(listed.body['tasks']) ? listed.body['tasks'].filter(isRecord) : [];
    const fitting = tasks.filter(({ department: of }) => isRecord(of) && of['code'] === department);
    const found = fitting.find(({ state }) => state === 'open') ?? fitting.at(-1);
    if (!found) throw new Error(`no task ${kind} of ${department} in ${base.no}`);
    return String(found['id']);
  };
  return {
    ...base,
    async onTask(as, { kind, department }, action, sent = {}) {
      const id = encodeURIComponent(await taskOf(kind, department));
      const reply = await api.act('approval', `/v1/tasks/${id}/${action}`, sent, callAs(realm, as));
      await base.settle();
      return reply;
    },
    async act(action) {
      const reply = await api.act('intake', `${path}/${base.no}/${action}`, {}, callAs(realm, 'applicant'));
      await base.settle();
      return reply;
    },
    view: async (as = 'applicant') =>
      expected(await api.get('intake', `${path}/${base.no}`, callAs(realm, as)), 200).body,
  };
}
