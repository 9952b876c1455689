/** Withdrawal after acceptance: undecided items end, decided ones stay, and who comes first wins. */
import { expect, it } from '@jest/globals';
import { applicationWorkflowId } from '@yichuang/contracts/temporal';
import { isRecord } from '@yichuang/local';
import { type CaseUnderTest, callAs } from '../rig/case.ts';
import { query } from '../rig/database.ts';
import { useRig } from '../rig.ts';

const rig = useRig();
const now = '2026-11-16 10:00';
const done = { status: 200 };
const gone = { status: 409, body: { code: 'application-withdrawn' } };

async function accepted(): Promise<CaseUnderTest> {
  const one = await rig.file({ region: '江城', items: ['I29', 'I39'], now });
  expect(await one.act({ as: 'window-jia', kind: 'window-acceptance', action: 'accept' })).toMatchObject(done);
  return one;
}

const types = async (one: CaseUnderTest, type: string): Promise<number> =>
  [...(await one.facts('intake')), ...(await one.facts('approval'))].filter((fact) => fact.type === type).length;

it('undecided items are withdrawn, decided ones stay; twice acts once', async () => {
  rig.golden('withdrawn-after-acceptance');
  const one = await accepted();
  const task = await one.task('review', 'I39');
  expect(await one.act({ as: 'transport', kind: 'review', item: 'I29', action: 'grant' })).toMatchObject(done);
  await one.clock('2026-11-17 10:00');
  const path = `/v1/applications/${one.no}/withdraw`;
  const twice = { ...callAs(one.realm, 'applicant'), idempotencyKey: `withdraw-${one.no}` };
  const first = await rig.api.act('intake', path, { reason: '方案调整' }, twice);
  expect(first).toMatchObject({ status: 200, body: { facts: ['stageWithdrawn'] } });
  expect((await rig.api.act('intake', path, { reason: '方案调整' }, twice)).body).toEqual(first.body);
  await one.settle();
  expect(await one.view()).toMatchObject({ state: '已撤回', paper: '不需要' });
  expect(await one.item('I29')).toMatchObject({ state: '准予' });
  expect(await one.item('I39')).toMatchObject({ state: '已撤回', codes: [1, 3, 8, 14] });
  expect(await types(one, 'stageWithdrawn')).toBe(1);
  expect(await types(one, 'itemWithdrawn')).toBe(1);
  expect(await one.actOn(task, { as: 'urban-management', action: 'grant' })).toMatchObject(gone);
  expect(await one.onApplication('withdraw')).toMatchObject(gone);
});

it('with what has no answer yet', async () => {
  rig.golden('withdrawn-partly-accepted');
  const one = await rig.file({ region: '湖南', items: ['I29', 'I39'], now });
  await one.act({ as: 'transport', kind: 'acceptance', item: 'I29', action: 'accept' });
  const answer = await one.task('acceptance', 'I39');
  expect(await one.onApplication('withdraw')).toMatchObject(done);
  expect(await one.view()).toMatchObject({ state: '已撤回' });
  expect(await one.item('I29')).toMatchObject({ state: '已撤回', codes: [1, 3, 8, 14] });
  expect(await one.item('I39')).toMatchObject({ state: '已撤回', codes: [1, 2] });
  expect(await one.actOn(answer, { as: 'urban-management', action: 'accept' })).toMatchObject(gone);
});

it('what another department was asked a moment before ends with the item', async () => {
  const one = await accepted();
  const review = encodeURIComponent(await one.task('review', 'I39'));
  const question = { department: '生态环境', question: '是否影响周边水体' };
  const as = callAs(one.realm, 'urban-management');
  expect(await rig.api.act('approval', `/v1/tasks/${review}/consult`, question, as)).toMatchObject(done);
  expect(await one.onApplication('withdraw')).toMatchObject(done);
  expect(await one.view()).toMatchObject({ state: '已撤回' });
  expect([await types(one, 'consultationEnded'), await types(one, 'operatorIntervened')]).toEqual([1, 0]);
});

it('who comes first wins, whatever the order in which the workflows hear of it', async () => {
  // Messages to workflows are held back: only what the store knows tells them of each other.
  const hold = (): Promise<unknown> =>
    query(
      rig.system.databaseUrl,
      `create or replace function approval.hold() returns trigger language plpgsql as
         $$ begin new.not_before := clock_timestamp() + interval '4 seconds'; return new; end $$;
       create trigger hold before insert on approval.inbound for each row execute function approval.hold()`,
      [],
    );
  const first = await accepted();
  const second = await accepted();
  const send = (one: CaseUnderTest, service: 'intake' | 'approval', path: string, as: string) =>
    rig.api.act(service, path, {}, callAs(one.realm, as));
  const grant = async (one: CaseUnderTest, item: string, as: string) =>
    send(one, 'approval', `/v1/tasks/${encodeURIComponent(await one.task('review', item))}/grant`, as);
  const withdraw = (one: CaseUnderTest) => send(one, 'intake', `/v1/applications/${one.no}/withdraw`, 'applicant');
  await hold();
  try {
    expect(await withdraw(first)).toMatchObject(done);
    expect(await grant(first, 'I39', 'urban-management')).toMatchObject(gone);
    expect(await grant(second, 'I39', 'urban-management')).toMatchObject(done);
    expect(await grant(second, 'I29', 'transport')).toMatchObject(done);
    expect(await withdraw(second)).toMatchObject({ status: 409, body: { code: 'stage-completed' } });
  } finally {
    await query(rig.system.databaseUrl, 'drop trigger hold on approval.inbound', []);
  }
  await first.settle();
  await second.settle();
  expect(await first.item('I39')).toMatchObject({ state: '已撤回' });
  expect(await second.view()).toMatchObject({ state: '已办结' });
  for (const one of [first, second]) {
    const { body } = await rig.api.get('approval', `/v1/cases/${one.no}/integrity`, callAs(one.realm, 'auditor'));
    expect(isRecord(body) && body['intact']).toBe(true);
    rig.staysOpen(applicationWorkflowId(one.no));
  }
});
