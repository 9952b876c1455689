/** A calendar version comes into force while cases run: nothing is judged by the old one. */
import { expect, it } from '@jest/globals';
import { parseLocal } from '@yichuang/kernel';
import { amendCalendar } from './rig/calendar.ts';
import type { CaseUnderTest } from './rig/case.ts';
import { useRig } from './rig.ts';

const rig = useRig();

/** Makes 20 September, a make-up Sunday, a day off. */
async function sundayOff(one: CaseUnderTest, inForce: string): Promise<void> {
  const change = {
    date: '2026-09-20',
    working: false,
    reason: '防汛',
    source: '市政府通告',
    inForceAt: parseLocal(inForce),
  };
  await amendCalendar(rig.system.databaseUrl, one.realm ?? '', change);
}

const grant = (one: CaseUnderTest): Promise<unknown> =>
  one.act({ as: 'urban-management', kind: 'review', item: 'I40', action: 'grant' });

it('a due date that is reached under an old version is counted anew before it has any effect', async () => {
  rig.golden('amended');
  const one = await rig.file({ region: '湖南', items: ['I40'], now: '2026-09-18 10:00' });
  await sundayOff(one, '2026-09-19 12:00');
  await one.clock('2026-09-20 17:30');
  expect(await one.item('I40')).toMatchObject({ state: '已推送', answerDue: { dueDate: '2026-09-21' } });
  expect((await one.facts('intake')).filter(({ type }) => type === 'deadlineRetimed')).toHaveLength(2);
  await one.clock('2026-09-21 17:30');
  expect(await one.item('I40')).toMatchObject({ deemed: true, acceptedOn: '2026-09-21' });
  await grant(one);
});

it('a version in force at the very instant of a lapse comes after it', async () => {
  const one = await rig.file({ region: '湖南', items: ['I40'], now: '2026-09-18 10:00' });
  await sundayOff(one, '2026-09-20 17:30');
  await one.clock('2026-09-20 17:30');
  expect(await one.item('I40')).toMatchObject({ deemed: true, acceptedOn: '2026-09-20' });
  await grant(one);
});
