import type { CivilDate } from './civil.ts';

/** Where the provisional holidays come from. */
export const HOLIDAY_LAW = '全国年节及纪念日放假办法（2024年11月10日修订）第二条';
/** Why Saturday and Sunday are days off unless a notice says otherwise. */
export const WEEK_RULE = '国务院关于职工工作时间的规定第七条';

type LunarYear = { springFestival: CivilDate[]; qingming: CivilDate; dragonBoat: CivilDate; midAutumn: CivilDate };

// Converted from the lunar calendar (GB/T 33661-2017) and checked against two independent tables, lunar-javascript 1.x and
// chinese-days 1.5; a notice, once loaded, always takes precedence.
const LUNAR: Readonly<Record<number, LunarYear>> = {
  2027: {
    springFestival: ['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08'],
    qingming: '2027-04-05',
    dragonBoat: '2027-06-09',
    midAutumn: '2027-09-15',
  },
  2028: {
    springFestival: ['2028-01-25', '2028-01-26', '2028-01-27', '2028-01-28'],
    qingming: '2028-04-04',
    dragonBoat: '2028-05-28',
    midAutumn: '2028-10-03',
  },
  2029: {
    springFestival: ['2029-02-12', '2029-02-13', '2029-02-14', '2029-02-15'],
    qingming: '2029-04-04',
    dragonBoat: '2029-06-16',
    midAutumn: '2029-09-22',
  },
  2030: {
    springFestival: ['2030-02-02', '2030-02-03', '2030-02-04', '2030-02-05'],
    qingming: '2030-04-05',
    dragonBoat: '2030-06-05',
    midAutumn: '2030-09-12',
  },
};

/**
 * Days off fixed by the holiday law (Art. 2) for a year whose notice is not published: no bridging days, no make-up days, no
 * compensation for those that fall on a weekend (Art. 6 leaves the day to the notice). Lunar days are known for 2027–2030;
 * after that only the solar ones are given, so a date there is even more provisional.
 */
export function statutoryDays(year: number): { date: CivilDate; name: string }[] {
  const solar = [
    { date: `${year}-01-01`, name: '元旦' },
    { date: `${year}-05-01`, name: '劳动节' },
    { date: `${year}-05-02`, name: '劳动节' },
    { date: `${year}-10-01`, name: '国庆节' },
    { date: `${year}-10-02`, name: '国庆节' },
    { date: `${year}-10-03`, name: '国庆节' },
  ];
  const lunar = LUNAR[year];
  if (lunar === undefined) return solar;
  return [
    ...solar,
    ...lunar.springFestival.map((date) => ({ date, name: '春节' })),
    { date: lunar.qingming, name: '清明节' },
    { date: lunar.dragonBoat, name: '端午节' },
    { date: lunar.midAutumn, name: '中秋节' },
  ];
}
