/**
 * Invented regions, as data: 湖南 and 江城 with office hours that end a minute or a few after midnight. What is filed at 23:59 runs out on
 * the next working day, so that a period of one working day ends on a real timer while a test waits.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadPacks, type RegionPack } from '@yichuang/regions';

export interface Closing {
  /** Name of the region, made after 湖南, whose offices close then. */
  region: string;
  /** The same made after 江城, which has commissions. */
  withCommissions: string;
  /** Beijing time of the close on 2026-09-18, a working day. */
  local: string;
  /** The same as an instant. */
  at: string;
}

/** The last minute of the working day before: what is filed in it runs out at the closings. */
export const eve = '2026-09-17 23:59';
export const midnight = '2026-09-17T16:00:00.000Z';

const closingAt = (minute: number): Closing => ({
  region: `试验湖南${String(minute)}`,
  withCommissions: `试验江城${String(minute)}`,
  local: `2026-09-18 00:0${String(minute)}`,
  at: `2026-09-17T16:0${String(minute)}:00.000Z`,
});

export const closings: readonly [Closing, ...Closing[]] = [
  closingAt(1),
  closingAt(2),
  closingAt(3),
  closingAt(4),
  closingAt(5),
];

/** A folder with the packs of the product and the invented ones. */
export function writePacks(): string {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'yichuang-packs-'));
  const packs = loadPacks();
  for (const pack of packs.values()) write(dir, pack);
  for (const [i, model] of ['hunan', 'jiangcheng'].entries()) {
    const pattern = packs.get(model);
    if (!pattern) throw new Error('no pack to begin with');
    for (const [n, closing] of closings.entries()) write(dir, invented(pattern, closing, closings.length * i + n));
  }
  return dir;
}

/** One working day for the window on site, a result, a question, a consultation and an inquiry, so that each ends at the close. */
function invented(model: RegionPack, { local }: Closing, i: number): RegionPack {
  const { onsite } = model.acceptance;
  const statutory = { ...onsite.statutory, period: { ...onsite.statutory.period, amount: 1 } };
  const { delivery, questionAnswer, inquiryReply, consultationReply } = model.periods;
  return {
    ...model,
    id: `testland-${'abcdefghij'.charAt(i)}`,
    name: `试验${model.name}${String(1 + (i % closings.length))}`,
    code: String(990_001 + i),
    acceptance: { ...model.acceptance, onsite: { ...onsite, statutory } },
    periods: {
      ...model.periods,
      delivery: { ...delivery, amount: 1 },
      questionAnswer: { ...questionAnswer, amount: 1 },
      consultationReply: { ...consultationReply, amount: 1 },
      ...(inquiryReply && { inquiryReply: { ...inquiryReply, amount: 1 } }),
    },
    officeHours: { ...model.officeHours, sessions: [{ from: '00:00', to: local.slice(11) }] },
  };
}

function write(dir: string, pack: RegionPack): void {
  mkdirSync(path.join(dir, pack.id));
  writeFileSync(path.join(dir, pack.id, 'pack.json'), JSON.stringify(pack));
}
