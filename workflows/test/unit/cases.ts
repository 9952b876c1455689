/** Cases for the unit tests: real packs, the real catalogue, the published calendars. */
import type { Actor, Channel, FiledData, Role } from '@yichuang/contracts';
import { type CalendarData, type Instant, parseLocal, slice } from '@yichuang/kernel';
import { loadCalendarYears, loadCatalogue, loadPacks, packSlice } from '@yichuang/regions';
import type { CaseSlice, ItemSlice, StageCode } from '@yichuang/regions/types';

const packs = loadPacks();
const catalogue = loadCatalogue();

export const calendar: CalendarData = slice({ version: 1, years: loadCalendarYears() }, 2025, 2028);

/** The calendar with one day changed. */
export function amended(version: number, date: string, working: boolean, inForceAt: Instant): CalendarData {
  const change = { date, working, reason: '防汛', source: '市政府通告', inForceAt };
  return { ...calendar, version, changes: [change] };
}

export const local = parseLocal;

/** Friday; the Sunday after it is a make-up day, 25 to 27 September are a holiday. */
export const friday = local('2026-09-18 10:00');

export const caseNo = '430000-20260918-000001';

export function caseSlice(
  region: string,
  channel: Channel,
  itemCodes: string[],
  stage: StageCode = 'constructionPermit',
): CaseSlice {
  const pack = packs.get(region);
  if (!pack) throw new Error(`no pack ${region}`);
  return packSlice(pack, catalogue, { stage, channel, itemCodes });
}

export function itemOf(of: CaseSlice, code: string): ItemSlice {
  const item = of.items.find((one) => one.code === code);
  if (!item) throw new Error(`no item ${code}`);
  return item;
}

export const filedFor = ({ region, stage, channel, items }: CaseSlice): FiledData => ({
  applicationNo: caseNo,
  region: region.id,
  stage: stage.code,
  channel,
  projectCode: '2609-430102-89-01-123451',
  projectName: '示例产业园一期',
  applicantName: '示例建设有限公司',
  uscc: '91430100MA4L00001J',
  itemCodes: items.map(({ code }) => code),
  materials: {},
  rules: 'a'.repeat(64),
});

const staff = (role: Role, id: string, departmentId?: string): Actor => ({
  id,
  name: id,
  role,
  ...(departmentId !== undefined && { departmentId }),
});

export const handler = (department: string): Actor => staff('handler', `handler-${department}`, department);
export const applicant = staff('applicant', 'applicant');
export const clerk = staff('clerk', 'window-jia');
export const supervisor = staff('supervisor', 'supervisor');
export const coordinator = staff('coordinator', 'coordinator-housing', 'housing');
