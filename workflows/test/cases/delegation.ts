/** The register of delegations on real servers: who decides in a unit's name, and until when. */
import { expect, it } from '@jest/globals';
import { isRecord, type Reply } from '@yichuang/local';
import type { CaseUnderTest } from '../rig/case.ts';
import { useRig } from '../rig.ts';

const rig = useRig();
const now = '2026-09-18 10:00';
const basis = ['000 二(二)3', '住建授〔2026〕1号'];

async function accepted(): Promise<CaseUnderTest> {
  const one = await rig.file({ region: '湖南', items: ['I46', 'I47'], now });
  for (const item of ['I46', 'I47']) await one.act({ as: 'housing', kind: 'acceptance', item, action: 'accept' });
  return one;
}

async function entrusted(one: CaseUnderTest, to: string, change: object = {}): Promise<string> {
  const body = {
    region: '湖南',
    person: { id: 'window-jia', name: '窗口甲' },
    items: ['I46'],
    to: `${to.replace(' ', 'T')}:00+08:00`,
    basis,
    ...change,
  };
  const options = { as: 'lead-housing', realm: one.realm ?? '' };
  const reply = await rig.api.act('approval', '/v1/delegations', body, options);
  expect(reply).toMatchObject({ status: 201 });
  const no = String(reply.body['delegationNo']);
  rig.follow(no);
  await one.settle();
  return no;
}

const grant = (one: CaseUnderTest, item = 'I46'): Promise<Reply> =>
  one.act({ as: 'window-jia', kind: 'review', item, action: 'grant' });

const registerOf = async (one: CaseUnderTest, as: string): Promise<Record<string, unknown>[]> => {
  const { body } = await rig.api.get('approval', '/v1/delegations', { as, realm: one.realm ?? '' });
  return Array.isArray(body['delegations']) ? body['delegations'].filter(isRecord) : [];
};

it('the window decides in the unit’s name while the delegation runs; at its end it is refused with the clause', async () => {
  rig.golden('expired', 'delegationWorkflow');
  const one = await accepted();
  expect(await grant(one)).toMatchObject({ status: 403, body: { code: 'not-your-task' } });
  const no = await entrusted(one, '2026-09-21 12:00', { items: ['I46', 'I47'] });
  const listed = await rig.api.get('approval', '/v1/tasks?kind=review', { as: 'window-jia', realm: one.realm ?? '' });
  expect(listed.body).toMatchObject({ count: 2, tasks: [{ department: { code: 'housing' } }, { itemCode: 'I47' }] });
  expect(await grant(one, 'I47')).toMatchObject({ status: 200 });
  const decision = (await one.facts('approval')).find(({ type }) => type === 'itemGranted');
  expect(decision).toMatchObject({ data: { department: 'housing' } });
  await one.clock('2026-09-21 12:00');
  expect(await grant(one)).toMatchObject({
    status: 409,
    body: { code: 'mandate-not-in-force', clause: basis.join(';') },
  });
  expect(await registerOf(one, 'auditor')).toMatchObject([
    { delegationNo: no, state: 'expired', items: ['I46', 'I47'] },
  ]);
  expect(await one.act({ as: 'housing', kind: 'review', item: 'I46', action: 'grant' })).toMatchObject({ status: 200 });
});

it('a revoked delegation ends at once; another’s register is not shown; what is wrong is told', async () => {
  rig.golden('revoked', 'delegationWorkflow');
  const one = await accepted();
  const no = await entrusted(one, '2026-09-30 17:30');
  const realm = one.realm ?? '';
  const revoke = (as: string, reason: string): Promise<Reply> =>
    rig.api.act('approval', `/v1/delegations/${no}/revoke`, { reason }, { as, realm });
  expect(await grant(one, 'I47')).toMatchObject({ status: 409, body: { code: 'outside-mandate' } });
  expect(await revoke('lead-transport', '调岗')).toMatchObject({ status: 404 });
  expect(await revoke('window-jia', '调岗')).toMatchObject({ status: 403 });
  expect(await revoke('lead-housing', '调岗')).toMatchObject({ status: 200 });
  expect(await revoke('lead-housing', '调岗')).toMatchObject({ status: 409, body: { code: 'delegation-ended' } });
  expect(await grant(one)).toMatchObject({ status: 409, body: { code: 'mandate-not-in-force' } });
  expect(await registerOf(one, 'window-jia')).toMatchObject([{ delegationNo: no, state: 'revoked', reason: '调岗' }]);
  expect(await registerOf(one, 'transport')).toEqual([]);
  const bad = {
    region: '湖南',
    person: { id: 'x', name: 'x' },
    items: ['I46'],
    to: '2026-09-18T10:00:00+08:00',
    basis,
  };
  expect(await rig.api.act('approval', '/v1/delegations', bad, { as: 'lead-housing', realm })).toMatchObject({
    status: 400,
    body: { code: 'delegation-period' },
  });
  for (const item of ['I46', 'I47'])
    expect(await one.act({ as: 'housing', kind: 'review', item, action: 'grant' })).toMatchObject({ status: 200 });
});
