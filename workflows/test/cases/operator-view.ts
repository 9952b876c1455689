/** What an operator sees of a live case in the Temporal UI: attributes, current details, and the summaries on the timeline. */
import { expect, it } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import { applicationWorkflowId, itemWorkflowId, stageWorkflowId } from '@yichuang/contracts/temporal';
import { formatLocal } from '@yichuang/kernel';
import type { CaseUnderTest } from '../rig/case.ts';
import { useRig } from '../rig.ts';

const rig = useRig();

interface Metadata {
  currentDetails?: string;
  definition?: { updateDefinitions?: { name?: string; description?: string }[] };
}

/** Summaries of the events of a kind, as the timeline shows them. */
async function summaries(workflowId: string, kind: 'timer' | 'child'): Promise<string[]> {
  const { events } = await rig.client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).flatMap((event) => {
    const wanted =
      kind === 'timer' ? event.timerStartedEventAttributes : event.startChildWorkflowExecutionInitiatedEventAttributes;
    const summary = event.userMetadata?.summary;
    return wanted && summary ? [defaultPayloadConverter.fromPayload<string>(summary)] : [];
  });
}

const details = (workflowId: string): Promise<Metadata> =>
  rig.client.workflow.getHandle(workflowId).query<Metadata>('__temporal_workflow_metadata');

async function described(workflowId: string): Promise<Record<string, unknown>> {
  const description = await rig.client.workflow.getHandle(workflowId).describe();
  const pairs = description.typedSearchAttributes.getAll();
  const attributes = Object.fromEntries(pairs.map(({ key, value }) => [key.name, value]));
  return { ...attributes, summary: await description.staticSummary() };
}

const dueOf = async (one: CaseUnderTest, code: string, field: 'answerDue' | 'due'): Promise<string> => {
  const due = (await one.item(code))[field] as { dueAt: string };
  return formatLocal(new Date(due.dueAt).toISOString());
};

it('a live case', async () => {
  rig.golden('live');
  const one = await rig.fileLive({ region: '湖南', items: ['I46', 'I40'] });
  const application = applicationWorkflowId(one.no);
  await one.task('acceptance', 'I40');
  const until = await dueOf(one, 'I40', 'answerDue');
  expect(await described(application)).toMatchObject({
    summary: '施工许可 · 湖南 · 2 事项',
    YcRealm: 'live',
    YcRegion: '湖南',
    YcStage: '施工许可',
    YcState: '审查中',
    YcApplicationNo: one.no,
    YcProjectCode: '2609-430102-89-01-123451',
    YcWaitingOn: ['住建', '城管'],
    YcCalendarVersion: 1,
  });
  expect((await described(application))['YcDueAt']).toEqual(new Date(`${until.replace(' ', 'T')}:00+08:00`));
  const shown = await details(application);
  expect(shown.currentDetails).toContain('**状态** 审查中');
  expect(shown.currentDetails).toContain(`- 城管 受理 I40 · 逾期视为受理 ${until}`);
  expect(shown.currentDetails).toContain(`**下一时点** ${until}`);
  expect(shown.definition?.updateDefinitions).toContainEqual(
    expect.objectContaining({ name: 'command', description: '命令(已记入日志)' }),
  );
  expect(await summaries(application, 'timer')).toEqual([`住建 受理 I46 · 逾期视为受理 ${until}`]);

  await one.act({ as: 'housing', kind: 'acceptance', item: 'I46', action: 'accept' });
  await one.task('review', 'I46');
  expect(await described(application)).toMatchObject({ YcWaitingOn: ['城管'] });
  const stage = stageWorkflowId(one.no);
  expect(await described(stage)).toMatchObject({
    summary: '施工许可 · 湖南 · 并联审批',
    YcState: '办理中',
    YcWaitingOn: ['住建', '受理环节'],
  });
  expect(await summaries(stage, 'child')).toEqual([expect.stringContaining('住建 审查 I46 ')]);
  const item = itemWorkflowId(one.no, 'I46');
  const due = await dueOf(one, 'I46', 'due');
  expect(await described(item)).toMatchObject({ YcItemCode: 'I46', YcDepartment: '住建', YcWaitingOn: ['住建'] });
  expect(await summaries(item, 'timer')).toEqual([`住建 审查 I46 · 应于 ${due} 前办结`]);

  await one.act({ as: 'urban-management', kind: 'acceptance', item: 'I40', action: 'accept' });
  await one.act({ as: 'housing', kind: 'review', item: 'I46', action: 'grant' });
  await one.act({ as: 'urban-management', kind: 'review', item: 'I40', action: 'grant' });
});

it('a case that stays open is replayed as it is', async () => {
  const one = await rig.fileLive({ region: '湖南', items: ['I39'] });
  await one.task('acceptance', 'I39');
  rig.staysOpen(applicationWorkflowId(one.no));
});
