/** Acts on an item under review: decisions, special procedures, consultations, in any order and also where they are refused. */
import type { Random } from '../random.ts';
import { pickLater } from './instants.ts';
import { anotherDepartment, departments } from './items.ts';
import type { Add, Body, Place, PlannedItem, When } from './types.ts';

export function reviewActs(random: Random, item: PlannedItem, add: Add, when: () => When): void {
  const as = random.chance(0.1) ? random.pick(departments) : item.department;
  const at = (instant: When): Place => ({ as, kind: 'review', round: 1, when: instant });
  if (random.chance(0.35)) specialProcedure(random, at, add, when);
  if (random.chance(0.35)) consultations(random, as, at, add, when);
  // Mostly after the others: what is decided takes no further act.
  const decided = (): When => (random.chance(0.7) ? pickLater(random, pickLater(random, when())) : when());
  if (random.chance(0.45))
    for (let n = random.between(1, 2); n > 0; n -= 1) {
      if (random.chance(0.35)) add(at(decided()), 'deny', { reasons: random.chance(0.2) ? [' '] : ['不符合法定条件'] });
      else add(at(decided()), 'grant', { result: { documentNo: `湘许〔2026〕${item.code}号` } });
    }
}

/** Started with the written notice or without, begun again, ended, ended where none runs. */
function specialProcedure(random: Random, at: (when: When) => Place, add: Add, when: () => When): void {
  const start = (instant: When): void => {
    const procedure = random.pick(['听证', '专家评审', '专家评审', '鉴定', '公示']);
    const notice = random.chance(0.9) ? { workingDays: random.between(1, 2) } : {};
    add(at(instant), 'startSpecialProcedure', { procedure, ...notice });
  };
  const started = when();
  start(started);
  let later = pickLater(random, started);
  if (random.chance(0.4)) {
    start(later);
    later = pickLater(random, later);
  }
  if (random.chance(0.7)) add(at(later), 'endSpecialProcedure', {});
}

/** One or two departments are asked; they answer in time, late, twice or not, and some opinions are done without. */
function consultations(random: Random, as: string, at: (when: When) => Place, add: Add, when: () => When): void {
  const count = random.between(1, 2);
  for (let n = 1; n <= count; n += 1) {
    const asked = when();
    const department = random.chance(0.07) ? as : anotherDepartment(random, as);
    const question = random.chance(0.07) ? ' ' : '是否影响相邻设施';
    add(at(asked), 'consult', { department, question });
    const place = (instant: When): Place => ({
      as: department,
      kind: 'consultation',
      round: 1,
      when: instant,
      asked: { department, n },
    });
    for (let replies = random.between(0, 2); replies > 0; replies -= 1)
      add(place(pickLater(random, asked)), 'reply', reply(random));
    if (random.chance(0.25))
      add(at(pickLater(random, asked)), 'closeConsultation', {
        department,
        reason: random.chance(0.2) ? ' ' : '已另行取得数据',
      });
  }
}

function reply(random: Random): Body {
  const opinion = random.pick(['agree', 'disagree', 'conditional', 'none']);
  const text = random.chance(0.7) ? { text: '详见意见' } : {};
  return { opinion, ...text, ...(random.chance(0.7) && opinion === 'conditional' && { conditions: ['采取保护措施'] }) };
}
