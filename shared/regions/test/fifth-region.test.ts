/** A region nobody has heard of, in data alone: validated, sliced and computed by the code as it is. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Calendar, deadline, formatLocal, type Instant, parseLocal, receiptStart, rungs } from '@yichuang/kernel';
import {
  checkPack,
  loadCalendarYears,
  loadCatalogue,
  loadPacks,
  type Period,
  packSlice,
  packWarnings,
  regionByName,
  stageByName,
} from '../src/index.ts';

const folder = join(import.meta.dirname, 'packs');
const packs = loadPacks(folder);
const catalogue = loadCatalogue();
const calendar = new Calendar({ version: 1, years: loadCalendarYears() });
const pack = regionByName(packs, '云州');
if (pack === undefined) throw new Error('no pack');
const slice = packSlice(pack, catalogue, { stage: 'constructionPermit', channel: 'online', itemCodes: ['I45', 'I40'] });

const due = (period: Period, start: string): string => formatLocal(dueAt(period, parseLocal(start)));
function dueAt(period: Period, received: Instant): Instant {
  const start = receiptStart(received, slice.rules.offDayReceipt.value, calendar);
  return deadline({ key: 'k', ...start, period, calendar, hours: slice.officeHours }).dueAt;
}

describe('an invented region', () => {
  it('is sound, each value with its source', () => {
    const { ok, lines } = checkPack(join(folder, 'yunzhou'));
    expect(ok).toBe(true);
    expect(lines).toContain('rules.offDayReceipt.value = nextWorkingDay ← 900 五');
    expect(packWarnings(pack, '2026-03-01')).toEqual([expect.stringContaining('新的申报将被拒绝')]);
  });

  it('has its own names', () => {
    expect(stageByName(catalogue, '开工', pack)?.code).toBe('constructionPermit');
    expect(slice).toMatchObject({
      region: { id: 'yunzhou', name: '云州', packVersion: '3.1' },
      stage: { name: '开工许可', leadDepartment: 'urban-management' },
      acceptance: { by: 'departmentsThenWindow' },
      documents: { acceptance: { name: '准予受理单', issuedBy: 'window', seal: '工程一窗专用章' } },
    });
  });

  it('counts by its own hours and receipt rule', () => {
    expect(due(slice.acceptance.statutory.period, '2026-10-04 10:00')).toBe('2026-10-14 17:00');
    expect(due(slice.periods.consultationReply, '2026-08-03 10:00')).toBe('2026-08-10 18:30');
    expect(due(slice.periods.correctionByApplicant, '2026-11-16 10:00')).toBe('2026-12-08 00:00');
    expect(due(slice.periods.questionAnswer, '2026-09-30 16:00')).toBe('2026-10-10 10:30');
  });

  it('climbs its own ladder', () => {
    const { ladder } = slice.rules;
    if (ladder.mode !== 'rungs') throw new Error('no ladder');
    const days = ladder.rungs.map(({ workingDaysBefore }) => workingDaysBefore);
    expect(rungs('2026-10-15', calendar, days, ladder.at).map((rung) => formatLocal(rung.at))).toEqual([
      '2026-09-24 14:00',
      '2026-10-13 14:00',
    ]);
  });
});

describe('no region is named in code', () => {
  const root = join(import.meta.dirname, '../../..');
  const roots = ['workflows/src', 'activities/src', 'shared/kernel/src', 'shared/contracts/src', 'shared/platform/src'];
  const services = readdirSync(join(root, 'services')).map((name) => `services/${name}/src`);
  const sources = [...roots, ...services].flatMap((dir) =>
    readdirSync(join(root, dir), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(root, dir, file)),
  );
  const bundled = [...loadPacks().values()];

  it.each(bundled.map(({ id, name }) => [id, name]))('%s, %s', (...words) => {
    expect(sources.length).toBeGreaterThan(100);
    const found = sources.flatMap((file) => {
      const text = readFileSync(file, 'utf8').toLowerCase();
      return words.filter((word) => text.includes(word)).map((word) => `${file}: ${word}`);
    });
    expect(found).toEqual([]);
  });
});
