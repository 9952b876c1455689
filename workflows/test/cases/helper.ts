/** 帮办代办: named and taken back on the application, then on the stage (002 二(二)5). */
import { expect, it } from '@jest/globals';
import { callAs } from '../rig/case.ts';
import { useRig } from '../rig.ts';

const rig = useRig();

it('who helps is the application’s until items are handed on, then the stage’s; twice acts once', async () => {
  rig.golden('helper');
  const one = await rig.file({ region: '湖南', items: ['I39'], now: '2026-11-16 10:00' });
  const act = (kind: string, body: object, as = 'applicant', key = `${kind}-${JSON.stringify(body)}-${one.no}`) =>
    rig.api.act('intake', `/v1/applications/${one.no}/${kind}`, body, {
      ...callAs(one.realm, as),
      idempotencyKey: Buffer.from(key).toString('hex').slice(0, 80),
    });
  const li = { name: '李某', kind: '帮办' };
  const first = await act('nameHelper', li);
  expect(first).toMatchObject({ status: 200, body: { facts: ['helperNamed'] } });
  expect((await act('nameHelper', li)).body).toEqual(first.body);
  expect(await act('nameHelper', li, 'applicant', 'again')).toMatchObject({
    status: 409,
    body: { code: 'helper-unchanged' },
  });
  expect(await one.view()).toMatchObject({ helper: li });
  expect(await act('nameHelper', { name: ' ', kind: '帮办' })).toMatchObject({ status: 400 });
  expect(await act('nameHelper', { name: '李某', kind: '陪办' })).toMatchObject({ status: 400 });
  expect(await act('nameHelper', li, 'urban-management')).toMatchObject({ status: 403 });

  await one.act({ as: 'urban-management', kind: 'acceptance', item: 'I39', action: 'accept' });
  const wang = { name: '王某', kind: '代办' };
  expect(await act('nameHelper', { ...wang, reason: '李某调岗' }, 'window-jia')).toMatchObject({ status: 200 });
  await one.settle();
  expect(await one.view()).toMatchObject({ helper: wang });
  expect(await act('removeHelper', {})).toMatchObject({ status: 200, body: { facts: ['helperRemoved'] } });
  await one.settle();
  expect(await one.view()).toMatchObject({ helper: null });
  const named = async (service: 'intake' | 'approval'): Promise<number> =>
    (await one.facts(service)).filter(({ type }) => type === 'helperNamed').length;
  expect([await named('intake'), await named('approval')]).toEqual([1, 1]);

  await one.act({ as: 'urban-management', kind: 'review', item: 'I39', action: 'grant' });
  await one.settle();
  expect(await act('nameHelper', li, 'applicant', 'late')).toMatchObject({
    status: 409,
    body: { code: 'stage-completed' },
  });
});
