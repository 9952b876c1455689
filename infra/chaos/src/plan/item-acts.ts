/** Acts on one item: what its holders and the coordinator do, in time, late, twice, against each other. */
import type { Random } from '../random.ts';
import { pickCopies, pickLater, pickWhen } from './instants.ts';
import { anotherDepartment } from './items.ts';
import { reviewActs } from './review-acts.ts';
import type { Add, Place, PlannedAct, PlannedItem, When } from './types.ts';

const clause = '行政许可法 32(2)';

export function itemActs(
  random: Random,
  item: PlannedItem,
  filedOnFilingDay: boolean,
  nextKey: () => string,
): PlannedAct[] {
  const acts: PlannedAct[] = [];
  const add: Add = (place, action, body) => {
    const copies = pickCopies(random);
    const other = random.chance(0.07) && 'reason' in body ? { ...body, reason: '同一个键,另一内容' } : undefined;
    acts.push({
      ...place,
      key: nextKey(),
      itemCode: item.code,
      action,
      body,
      copies,
      ...(other !== undefined && { other }),
    });
  };
  const when = (): When => pickWhen(random, filedOnFilingDay);

  /** What a holder does with the item in its round, and what follows from it. */
  const hold = (as: string, round: number, at: When): void => {
    const place: Place = { as, kind: 'acceptance', round, when: at };
    const choice = random.weighted({
      accept: 26,
      refuse: 8,
      notRequired: 4,
      return: 20,
      returnTo: 22,
      blank: 6,
      toItself: 4,
      contradict: 12,
    });
    switch (choice) {
      case 'accept':
        add(place, 'accept', {});
        return;
      case 'refuse':
        add(place, 'refuse', { reason: '材料不真实', clause });
        return;
      case 'notRequired':
        add(place, 'notRequired', { reason: '依法不需要取得许可' });
        return;
      case 'return':
        add(place, 'return', { reason: '不属于本单位职责' });
        coordinate(as, round, at);
        return;
      case 'returnTo': {
        const to = anotherDepartment(random, as);
        add(place, 'return', { reason: '应由另一单位承办', suggestedDepartment: to });
        if (round < 3 && random.chance(0.75)) hold(to, round + 1, pickLater(random, at));
        if (random.chance(0.2)) add({ ...place, when: pickLater(random, at) }, 'accept', {});
        return;
      }
      case 'blank': {
        const action = random.pick(['return', 'refuse', 'notRequired']);
        add(place, action, { reason: ' ', ...(action === 'refuse' && { clause }) });
        break;
      }
      case 'toItself':
        add(place, 'return', { reason: '退回', suggestedDepartment: as });
        break;
      case 'contradict':
        // Two or three different answers at nearly the same instant: the first one received counts.
        for (const action of random
          .shuffled(['accept', 'refuse', 'return', 'notRequired'])
          .slice(0, random.between(2, 3))) {
          const near: When = { ...at, ms: at.ms + random.between(0, 40) };
          const body = action === 'accept' ? {} : { reason: `同时${action}`, ...(action === 'refuse' && { clause }) };
          add({ ...place, when: near }, action, body);
        }
        coordinate(as, round, at);
        return;
    }
    if (random.chance(0.5)) hold(as, round, pickLater(random, at));
  };

  const coordinate = (from: string, round: number, at: When): void => {
    if (!random.chance(0.6)) return;
    const later = pickLater(random, at);
    const to = random.chance(0.1) ? from : anotherDepartment(random, from);
    const reason = random.chance(0.1) ? ' ' : '经协调由该单位承办';
    add({ as: 'coordinator', kind: 'coordination', round, when: later }, 'reroute', { department: to, reason });
    if (round < 3 && random.chance(0.6)) hold(to, round + 1, pickLater(random, later));
  };

  // Half of the items are accepted at once: then most of what follows is about their review.
  const accepted: When = { after: 'filing', ms: random.between(0, 1_500) };
  const atOnce = filedOnFilingDay && random.chance(0.5);
  if (atOnce) add({ as: item.department, kind: 'acceptance', round: 1, when: accepted }, 'accept', {});
  else if (random.chance(0.75)) hold(item.department, 1, when());
  if (random.chance(0.15)) hold(item.department, 1, when());
  reviewActs(random, item, add, atOnce ? () => pickLater(random, accepted) : when);
  return [...acts, ...probes(random, item, nextKey, when)];
}

/** Requests that must be refused at the door and leave nothing. */
function probes(
  random: Random,
  { code, department }: PlannedItem,
  nextKey: () => string,
  when: () => When,
): PlannedAct[] {
  const base = { kind: 'acceptance', itemCode: code, round: 1, copies: [], body: {} } as const;
  const probe = (act: Partial<PlannedAct> & Required<Pick<PlannedAct, 'as' | 'action' | 'refusal'>>): PlannedAct => ({
    ...base,
    copies: [],
    key: nextKey(),
    when: when(),
    ...act,
  });
  const probes: PlannedAct[] = [];
  if (random.chance(0.12))
    probes.push(
      probe({
        as: anotherDepartment(random, department),
        action: 'accept',
        refusal: { status: 403, code: 'not-your-task' },
      }),
    );
  if (random.chance(0.06))
    probes.push(probe({ as: department, action: 'grant', refusal: { status: 404, code: 'no-such-action' } }));
  if (random.chance(0.06))
    probes.push(
      probe({
        as: department,
        action: 'return',
        body: { reason: 7 },
        refusal: { status: 400, code: 'invalid-request' },
      }),
    );
  if (random.chance(0.08))
    probes.push(
      probe({ as: department, itemCode: 'I99', action: 'accept', refusal: { status: 404, code: 'not-found' } }),
    );
  return probes;
}
