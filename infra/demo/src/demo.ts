/** The demo: one real case in 湖南, on the running system, in a sandbox realm of its own; and a live case that stays open. */
import { formatLocal } from '@yichuang/kernel';
import { type ApiClient, isRecord, type Reply, sampleUscc } from '@yichuang/local';
import { departmentByName, loadCatalogue } from '@yichuang/regions';
import { followTrail } from './trail.ts';

export interface DemoOptions {
  api: ApiClient;
  /** Name of the sandbox realm; must be new. */
  realm: string;
  /** Page of a workflow in the Temporal UI. */
  pageOf?: (workflowId: string) => string;
  print: (line: string) => void;
}

const filing = (items: string[]): object => ({
  region: '湖南',
  stage: '施工许可',
  channel: 'online',
  project: { code: '2609-430102-89-01-123451', name: '示例产业园一期' },
  applicant: { name: '示例建设有限公司', uscc: sampleUscc },
  items,
});

const taskPatienceMs = 15_000;
const pollMs = 60;

/** Runs the demo; throws if anything is answered otherwise than the law says. */
export async function runDemo({ api, realm, pageOf, print }: DemoOptions): Promise<void> {
  const catalogue = loadCatalogue();
  const names = (code: string): string => departmentByName(catalogue, code)?.name ?? code;
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
      const { body } = await api.get('approval', `/v1/tasks?applicationNo=${no}&kind=${kind}`, {
        as: department,
        realm,
      });
      const found = records(body['tasks']).find((one) => one['itemCode'] === item);
      if (found) return String(found['id']);
      if (Date.now() > until) throw new Error(`no ${kind} task for ${item} at ${department}`);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  };
  const act = async (
    department: string,
    kind: string,
    item: string,
    action: string,
    body: object = {},
  ): Promise<void> => {
    const id = await task(department, kind, item);
    expect(
      await api.act('approval', `/v1/tasks/${encodeURIComponent(id)}/${action}`, body, { as: department, realm }),
      200,
    );
  };

  step('沙箱建立,时钟停在 2026-09-18 10:00(星期五)');
  expect(
    await api.post('approval', '/v1/sandbox/realms', { realm, now: '2026-09-18T10:00:00+08:00' }, { as: 'admin' }),
    201,
  );
  step('示例建设有限公司在线申报「示例产业园一期」施工许可阶段:I46 施工许可、I40 排水、I29 涉路施工');
  const filed = expect(
    await api.act('intake', '/v1/applications', filing(['I46', 'I40', 'I29']), { as: 'applicant', realm }),
    201,
  );
  const no = String(filed.body['applicationNo']);
  const trail = followTrail(api, no, { realm, names, print });
  await task('transport', 'acceptance', 'I29');
  await trail.showNew();

  await clock('2026-09-18 11:00');
  step('住建受理 I46');
  await act('housing', 'acceptance', 'I46', 'accept');
  await task('housing', 'review', 'I46');
  await trail.showNew();
  await clock('2026-09-18 15:00');
  step('城管退回 I40,指明应由水利办理:推送水利,重新起算一个工作日');
  await act('urban-management', 'acceptance', 'I40', 'return', {
    reason: '属于河道排水口',
    suggestedDepartment: '水利',
  });
  await trail.showNew();
  await clock('2026-09-18 16:30');
  step('水利受理 I40');
  await act('water', 'acceptance', 'I40', 'accept');
  await task('water', 'review', 'I40');
  await trail.showNew();
  await clock('2026-09-20 17:29');
  await trail.showNew();
  print('   (9月20日是星期日,因国庆调休为工作日;交通运输仍未答复 I29)');
  await clock('2026-09-20 17:30');
  await trail.showNew();
  step('交通运输此时再退回 I29');
  const late = `application:${no}~acceptance~I29~1`;
  const refusal = await api.act(
    'approval',
    `/v1/tasks/${late}/return`,
    { reason: '不属于本单位' },
    { as: 'transport', realm },
  );
  print(
    `   ${String(expect(refusal, 409).body['title'])}:${String(refusal.body['detail'])}(${String(refusal.body['clause'])})`,
  );

  await clock('2026-09-21 10:00');
  step('三个部门分别作出决定');
  await act('housing', 'review', 'I46', 'grant', {
    result: { documentNo: '湘建施〔2026〕0918号', decidedOn: '2026-09-21' },
  });
  await act('water', 'review', 'I40', 'grant', {
    result: { documentNo: '湘水许〔2026〕0040号', decidedOn: '2026-09-21' },
  });
  await act('transport', 'review', 'I29', 'deny', { reasons: ['交通组织方案未经论证'] });
  await clock('2026-09-21 11:00');
  await trail.showNew();

  await summary(api, no, realm, trail, print);
  if (pageOf) {
    print('');
    print('在 Temporal UI 中查看 / in the Temporal UI:');
    for (const id of [`application:${no}`, `stage:${no}`]) print(`   ${pageOf(id)}`);
  }
}

async function summary(
  api: ApiClient,
  no: string,
  realm: string,
  trail: { lines(): { text: string }[] },
  print: (line: string) => void,
): Promise<void> {
  const { body } = await api.get('intake', `/v1/applications/${no}`, { as: 'applicant', realm });
  print('');
  print(`办件 ${no}:${String(body['state'])},受理日期 ${String(body['acceptedOn'])}`);
  for (const item of records(body['items'])) {
    const due = isRecord(item['due']) ? String(item['due']['dueAt']).slice(0, 16).replace('T', ' ') : '无';
    const department = isRecord(item['department']) ? String(item['department']['name']) : '';
    const codes = Array.isArray(item['codes']) ? item['codes'].join('、') : '';
    print(
      `   ${String(item['itemCode'])} ${department} ${String(item['state'])} · ${item['deemed'] === true ? '视为受理' : '受理'}日期 ${String(item['acceptedOn'])} · 到期 ${due} · 状态码 ${codes}`,
    );
  }
  print('');
  print('时间线 / timeline');
  for (const { text } of trail.lines()) print(`   ${text}`);
}

/** Files a live case that nobody answers: its timer runs in the Temporal UI. */
export async function openLiveCase({ api, pageOf, print }: Omit<DemoOptions, 'realm'>): Promise<void> {
  const filed = expect(await api.act('intake', '/v1/applications', filing(['I46', 'I39']), { as: 'applicant' }), 201);
  const no = String(filed.body['applicationNo']);
  for (const until = Date.now() + taskPatienceMs; Date.now() < until; ) {
    const { body } = await api.get('approval', `/v1/tasks?applicationNo=${no}`, { as: 'supervisor' });
    const [task] = records(body['tasks']);
    if (task && isRecord(task['clock'])) {
      print('');
      print(
        `另有一件实时办件 ${no} 留待查看,逾期视为受理 ${formatLocal(new Date(String(task['clock']['dueAt'])).toISOString())}`,
      );
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  if (pageOf) print(`   ${pageOf(`application:${no}`)}`);
}

function expect(reply: Reply, status: number): Reply {
  if (reply.status === status) return reply;
  throw new Error(`expected ${String(status)}, was answered ${String(reply.status)}: ${JSON.stringify(reply.body)}`);
}

const records = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : []);
