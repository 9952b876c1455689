/** An event that meets a closed case is recorded as too late, and changes nothing of what the case answers. */
import { expect, it } from '@jest/globals';
import { applicationWorkflowId } from '@yichuang/contracts/temporal';
import { query } from '../rig/database.ts';
import { useRig } from '../rig.ts';

const rig = useRig();

it('a late event, then a late command', async () => {
  const one = await rig.file({ region: '湖南', items: ['I40'], now: '2026-09-18 10:00' });
  const id = await one.task('acceptance', 'I40');
  await one.act({
    as: 'urban-management',
    kind: 'acceptance',
    item: 'I40',
    action: 'refuse',
    body: { reason: '不予', clause: '法' },
  });
  const event = { id: 'late', type: 'something', at: '2026-09-18T02:00:00.000Z', data: {} };
  await query(
    rig.system.databaseUrl,
    `insert into intake.inbound (workflow_id, event_id, realm, event) values ($1, 'late', $2, $3)`,
    [applicationWorkflowId(one.no), one.realm, JSON.stringify(event)],
  );
  await query(rig.system.databaseUrl, `select pg_notify('inbound_intake', '')`, []);
  await one.settle();
  expect((await one.facts('intake')).at(-1)?.type).toBe('lateEventRecorded');
  const reply = await rig.api.post(
    'approval',
    `/v1/tasks/${encodeURIComponent(id)}/accept`,
    {},
    { as: 'urban-management', realm: one.realm ?? '' },
  );
  expect(reply).toMatchObject({ status: 409, body: { code: 'item-acceptance-refused' } });
});
