import { addDays, addMonths } from '@yichuang/kernel';
import type { DocumentFunction } from '../types/documents.ts';
import type { PackPeriods, RegionPack } from '../types/pack.ts';
import { citedSeed } from './basis.ts';

type Report = (path: PropertyKey[], message: string) => void;

/** Every seed that is cited stands in `documents`. */
export function checkCitations(pack: RegionPack, report: Report): void {
  const known = new Set(pack.documents.map(({ seed }) => seed));
  const visit = (node: unknown, path: PropertyKey[]): void => {
    if (Array.isArray(node)) {
      node.forEach((value: unknown, index) => {
        visit(value, [...path, index]);
      });
    } else if (typeof node === 'object' && node !== null) {
      for (const [key, value] of Object.entries(node)) visit(value, [...path, key]);
    } else if (typeof node === 'string' && path.at(-2) === 'basis') {
      const seed = citedSeed(node);
      if (seed !== undefined && !known.has(seed)) {
        report(path, `引用的规程 ${seed} 不在 documents 中 / cited seed ${seed} is not among documents`);
      }
    }
  };
  visit(pack, []);
}

/** What one value of a pack demands of another. */
export function checkCoherence(pack: RegionPack, report: Report): void {
  if (pack.status !== 'draft' && pack.effectiveFrom === undefined) {
    report(['effectiveFrom'], '非草案必须有生效日期 / only a draft may lack the date it takes effect');
  }
  if (pack.effectiveFrom !== undefined && pack.effectiveTo !== undefined && pack.effectiveTo < pack.effectiveFrom) {
    report(['effectiveTo'], '失效日期早于生效日期 / ends before it takes effect');
  }
  if (pack.trial !== undefined && pack.effectiveFrom !== undefined) {
    const last = addDays(addMonths(pack.effectiveFrom, pack.trial.months), -1);
    if (pack.effectiveTo === undefined || pack.effectiveTo > last)
      report(['effectiveTo'], `试行期至 ${last} 届满 / the trial ends on ${last}`);
  }
  checkSessions(pack, report);
  checkIssuers(pack, report);

  const needPeriod = (key: keyof PackPeriods): void => {
    if (pack.periods[key] === undefined) report(['periods', key], '缺少该期限 / this period is missing');
  };
  const needDocument = (key: DocumentFunction): void => {
    if (pack.documentNames[key] === undefined) report(['documentNames', key], '缺少该文书 / this document is missing');
  };

  const { acceptance, rules, issuance } = pack;
  if (acceptance.online.correction.draftedByDepartment || acceptance.onsite.correction.draftedByDepartment) {
    needPeriod('correctionDraft');
    needDocument('departmentCorrection');
  }
  for (const channel of ['online', 'onsite'] as const) {
    const { by, correction } = acceptance[channel];
    if (correction.by === 'department' && by !== 'department')
      report(
        ['acceptance', channel, 'correction', 'by'],
        '事项一并受理的,由窗口一次性告知 / where the filing is accepted as a whole the window tells what to correct',
      );
  }
  if (rules.question.contactSheets.length > 0) needDocument('contactSheet');
  if (rules.deficits.mode !== 'off') needDocument('deficits');
  if (rules.stageInquiry.value) {
    needPeriod('inquiryReply');
    needDocument('singleNotice');
  }
  if (pack.holders[issuance.outlet.by] === undefined) {
    report(['issuance', 'outlet', 'by'], '出件的窗口不在 holders 中 / who hands results out is not among holders');
  }
  if (rules.deliveryFeedback.value) needPeriod('deliveryFeedback');
  if (rules.ladder.mode === 'rungs') {
    checkRungs(rules.ladder.rungs, report);
    for (const { document } of [...rules.ladder.rungs, rules.ladder.daily]) needDocument(document);
  }
  if (rules.assistance.value === 'commission') {
    for (const key of [
      'assistContact',
      'assistHandover',
      'terminationConfirmation',
      'terminationAnnouncement',
    ] as const) {
      needPeriod(key);
    }
    for (const key of ['commissionForm', 'terminationForm', 'terminationAnnouncement', 'completionForm'] as const) {
      needDocument(key);
    }
    if (pack.assist === undefined) {
      report(['assist'], '有协办的地区须写明协办范围 / a region with commissions says what they cover');
    }
  }
}

/** The ladder climbs: each rung nearer to the due date than the one before. */
function checkRungs(rungs: { workingDaysBefore: number }[], report: Report): void {
  rungs.forEach(({ workingDaysBefore }, index) => {
    const previous = rungs[index - 1];
    if (previous !== undefined && workingDaysBefore >= previous.workingDaysBefore)
      report(['rules', 'ladder', 'rungs', index], '各级须逐级临近到期日 / each rung must be nearer to the due date');
  });
}

/** Who issues a document has a name and a seal. */
function checkIssuers({ documentNames, holders }: RegionPack, report: Report): void {
  for (const [key, { issuedBy }] of Object.entries(documentNames)) {
    if (issuedBy !== 'acceptor' && holders[issuedBy] === undefined)
      report(['documentNames', key, 'issuedBy'], `holders 中没有 ${issuedBy} / ${issuedBy} is not among the holders`);
  }
}

function checkSessions(pack: RegionPack, report: Report): void {
  const { sessions, seasons = [] } = pack.officeHours;
  const all = [
    { path: ['officeHours', 'sessions'], sessions },
    ...seasons.map((season, index) => ({
      path: ['officeHours', 'seasons', index, 'sessions'],
      sessions: season.sessions,
    })),
  ];
  for (const { path, sessions: list } of all) {
    list.forEach(({ from, to }, index) => {
      const previous = list[index - 1];
      if (from >= to || (previous !== undefined && from < previous.to)) {
        report([...path, index], '上班时段须先后相接、不得倒置 / sessions must be in order and not overlap');
      }
    });
  }
}
