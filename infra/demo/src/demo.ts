/**
 * The demo: one real case in 湖南, from the filing to the delivery of its results, on the running system, in a sandbox realm of its
 * own; and a live case that stays open.
 */
import { formatLocal } from '@yichuang/kernel';
import { type ApiClient, isRecord, sampleUscc } from '@yichuang/local';
import { departmentByName, loadCatalogue } from '@yichuang/regions';
import { createCast } from './cast.ts';
import { expect, records } from './reply.ts';
import { printResults, printSummary } from './summary.ts';
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
  let no = '';
  const { step, clock, task, act, actOn, pickUp, refused } = createCast(api, { realm, caseNo: () => no, print });
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
  no = String(filed.body['applicationNo']);
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
  refused(await actOn(`application:${no}~acceptance~I29~1`, 'transport', 'return', { reason: '不属于本单位' }));

  await clock('2026-09-21 10:00');
  step('三个部门分别作出决定');
  await act('housing', 'review', 'I46', 'grant', {
    result: { documentNo: '湘建施〔2026〕0918号', decidedOn: '2026-09-21' },
  });
  await act('water', 'review', 'I40', 'grant', {
    result: { documentNo: '湘水许〔2026〕0040号', decidedOn: '2026-09-21' },
  });
  await act('transport', 'review', 'I29', 'deny', { reasons: ['交通组织方案未经论证'] });
  await task('housing', 'handover', 'I46');
  await task('water', 'handover', 'I40');
  await trail.showNew();

  await clock('2026-09-21 16:00');
  step('住建移交 I46 的结果,没有有效期');
  const incomplete = await actOn(await task('housing', 'handover', 'I46'), 'housing', 'handOver', {});
  refused(incomplete);
  step('住建补填有效期后移交:实体窗口核对一致,通知领取');
  await act('housing', 'handover', 'I46', 'handOver', { result: { validUntil: '2029-09-20' } });
  await trail.showNew();
  step('水利移交 I40 的结果,所载项目名称与受理信息不一致');
  const subject = { projectName: '示例产业园二期' };
  const result = { validUntil: '2031-09-20' };
  await act('water', 'handover', 'I40', 'handOver', { result, subject });
  await trail.showNew();
  await clock('2026-09-22 09:30');
  step('水利更正 I40 的结果,窗口重新核对');
  await act('water', 'handover', 'I40', 'correct', { subject: { projectName: '示例产业园一期' } });
  await trail.showNew();

  await clock('2026-09-23 10:00');
  step('代理人到窗口领取 I46,没有授权委托书');
  refused(await pickUp('I46', { signer: { kind: 'proxy', name: '李某' } }));
  step('代理人凭授权委托书签收 I46;送达结果反馈住建');
  expect(await pickUp('I46', { signer: { kind: 'proxy', name: '李某' }, authorisation: '2026-09-22 授权委托书' }), 200);
  await trail.showNew();
  await clock('2026-10-12 17:30');
  print('   (I40 决定之日起十个工作日届满,仍未领取;结果照常可领)');
  await trail.showNew();
  await clock('2026-10-13 09:00');
  step('申请人签收 I40');
  expect(await pickUp('I40', { signer: { kind: 'applicant', name: '张某' } }), 200);
  await trail.showNew();

  await printResults(api, no, realm, print);
  await printSummary(api, no, realm, trail, print);
  if (pageOf) {
    print('');
    print('在 Temporal UI 中查看 / in the Temporal UI:');
    for (const id of [`application:${no}`, `stage:${no}`, `issuance:${no}-I46`]) print(`   ${pageOf(id)}`);
  }
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
