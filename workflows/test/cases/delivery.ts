/** Whatever is sent twice acts once; whatever comes after the end is answered by the closing fact. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { applicationWorkflowId, itemWorkflowId, stageWorkflowId } from '@yichuang/contracts/temporal';
import { advanceUpdate, commandUpdate, eventSignal, factsQuery } from '../../src/messages.ts';
import type { CaseUnderTest } from '../rig/case.ts';
import { useRig } from '../rig.ts';

const rig = useRig();
const now = '2026-09-18 10:00';
const file = (...items: string[]): Promise<CaseUnderTest> => rig.file({ region: '湖南', items, now });
const count = async (one: CaseUnderTest, type: string): Promise<number> =>
  [...(await one.facts('intake')), ...(await one.facts('approval'))].filter((fact) => fact.type === type).length;
const acceptance = { kind: 'acceptance', item: 'I40', as: 'urban-management' };

describe('twice', () => {
  it('the same Idempotency-Key acts once and is answered alike; another body is refused', async () => {
    const one = await file('I46', 'I40');
    const id = await one.task('acceptance', 'I40');
    const idempotencyKey = randomUUID();
    const send = { as: 'urban-management', action: 'return', idempotencyKey };
    const first = await one.actOn(id, { ...send, body: { reason: '不属于本单位', suggestedDepartment: '水利' } });
    const second = await one.actOn(id, { ...send, body: { reason: '不属于本单位', suggestedDepartment: '水利' } });
    expect(first).toMatchObject({ status: 200, body: { facts: ['itemReturned', 'itemPushed'] } });
    expect(second.body).toEqual(first.body);
    expect(await one.actOn(id, { ...send, body: { reason: '另有理由' } })).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
    expect(await count(one, 'itemReturned')).toBe(1);
    await finish(one);
  });

  it('a filing sent again is the same application', async () => {
    const one = await file('I40');
    const filing = {
      region: '湖南',
      stage: '施工许可',
      channel: 'online',
      project: { code: '2609-430102-89-01-123451', name: '示例产业园一期' },
      applicant: { name: '示例建设有限公司', uscc: '91430100MA4L00001J' },
      items: ['I40'],
    };
    const options = { as: 'applicant', realm: one.realm ?? '', idempotencyKey: randomUUID() };
    const first = await rig.api.act('intake', '/v1/applications', filing, options);
    const second = await rig.api.act('intake', '/v1/applications', filing, options);
    expect(first.body['applicationNo']).not.toBe(one.no);
    expect(second.body['applicationNo']).toBe(first.body['applicationNo']);
    await finish(one);
  });

  it('an Update delivered again under its ID returns the recorded outcome and changes nothing', async () => {
    rig.golden('redelivered-update', 'applicationWorkflow');
    const one = await file('I46', 'I40');
    const reply = await one.act({ ...acceptance, action: 'accept' });
    const id = String(reply.body['commandId']);
    const workflow = rig.client.workflow.getHandle(applicationWorkflowId(one.no));
    const command = {
      id,
      kind: 'accept',
      actor: {
        id: 'handler-urban-management',
        name: '城管经办人',
        role: 'handler' as const,
        departmentId: 'urban-management',
      },
      receivedAt: '2026-09-18T02:00:00.000Z',
      ordinal: 1,
      body: { itemCode: 'I40' },
    };
    const again = await workflow.executeUpdate(commandUpdate, { updateId: id, args: [command] });
    // Under another update ID, as after a continue-as-new, the workflow itself finds the cause recorded.
    const anew = await workflow.executeUpdate(commandUpdate, { updateId: `${id}-again`, args: [command] });
    expect(again).toEqual({ status: 'done', data: { facts: ['itemAccepted'] } });
    expect(anew).toEqual(again);
    expect(await count(one, 'itemAccepted')).toBe(1);
    await finish(one);
  });

  it('an event delivered again, at once or late, is recorded once', async () => {
    rig.golden('event-twice');
    const one = await file('I46', 'I40');
    await one.act({ ...acceptance, action: 'accept' });
    const stage = rig.client.workflow.getHandle(stageWorkflowId(one.no));
    const event = {
      id: 'test-event',
      type: 'itemAccepted',
      at: '2026-09-18T02:00:00.000Z',
      data: { itemCode: 'I46', department: 'housing', acceptedOn: '2026-09-18' },
    };
    await stage.signal(eventSignal, event);
    await stage.signal(eventSignal, event);
    await stage.executeUpdate(advanceUpdate, { args: [{ to: event.at }] });
    await stage.signal(eventSignal, event);
    await stage.executeUpdate(advanceUpdate, { args: [{ to: event.at }] });
    expect((await one.facts('approval')).filter(({ type }) => type === 'itemOpened')).toHaveLength(2);
    await finish(one);
  });

  it('what no workflow knows is refused before it is taken in', async () => {
    const one = await file('I40');
    const workflow = rig.client.workflow.getHandle(applicationWorkflowId(one.no));
    const actor = { id: 'nobody', name: 'nobody', role: 'handler' as const };
    const command = {
      id: randomUUID(),
      kind: 'abolish',
      actor,
      receivedAt: '2026-09-18T02:00:00.000Z',
      ordinal: 9,
      body: {},
    };
    await expect(workflow.executeUpdate(commandUpdate, { args: [command] })).rejects.toThrow();
    await workflow.signal(eventSignal, { id: 'unknown', type: 'unknown', at: command.receivedAt, data: {} });
    await finish(one);
  });
});

describe('after the end', () => {
  it('a command is answered by the closing fact: acceptance', async () => {
    const one = await file('I40');
    const id = await one.task('acceptance', 'I40');
    await one.clock('2026-09-20 17:30');
    const late = await one.actOn(id, { as: 'urban-management', action: 'return', body: { reason: '不属于本单位' } });
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'item-deemed-accepted', title: '该事项已视为受理', clause: '002 二(一)2(2)' },
    });
    await finish(one);
  });

  it('a command is answered by the closing fact: review', async () => {
    const one = await file('I40');
    await one.act({ ...acceptance, action: 'accept' });
    const id = await one.task('review', 'I40');
    await one.actOn(id, { as: 'urban-management', action: 'grant' });
    const late = await one.actOn(id, { as: 'urban-management', action: 'deny', body: { reasons: ['反悔'] } });
    expect(late).toMatchObject({ status: 409, body: { code: 'item-decided', title: '该事项已办结' } });
    expect(await count(one, 'itemDenied')).toBe(0);
  });
});

it('query `facts` gives what the trail holds, also after the end', async () => {
  const one = await file('I40');
  await one.act({ ...acceptance, action: 'accept' });
  await one.act({ as: 'urban-management', kind: 'review', item: 'I40', action: 'grant' });
  const ids = [applicationWorkflowId(one.no), stageWorkflowId(one.no), itemWorkflowId(one.no, 'I40')];
  const trail = [...(await one.facts('intake')), ...(await one.facts('approval'))];
  for (const id of ids) {
    const workflow = rig.client.workflow.getHandle(id);
    const facts = await workflow.query(factsQuery);
    const own = trail.filter(({ workflowId }) => workflowId === id);
    expect(facts.map(({ type }) => type)).toEqual(own.map(({ type }) => type));
    expect(facts.map(({ seq }) => seq)).toEqual(own.map((_, i) => i + 1));
    expect(await workflow.query(factsQuery, 1)).toEqual(facts.slice(1));
  }
});

/** Ends a case: silence accepts what is open, then everything is granted. */
async function finish(one: CaseUnderTest): Promise<void> {
  await one.clock('2026-09-30 10:00');
  for (const { data } of (await one.facts('approval')).filter(({ type }) => type === 'reviewStarted')) {
    const item = String(data['itemCode']);
    expect(await one.act({ as: String(data['department']), kind: 'review', item, action: 'grant' })).toMatchObject({
      status: 200,
    });
  }
}
