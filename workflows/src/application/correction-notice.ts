/**
 * The one notice of what to correct: who tells it, when, with what (000 二(1)2, 三(二); 002 二(二)3(2); 003 四1; 004 二(五); 许可法 32(4));
 * and a supervisor's word beside it.
 */
import type { NoticeContents, Refusal } from '@yichuang/contracts';
import { type Deadline, type Instant, periodText } from '@yichuang/kernel';
import { noticeBasis } from '../lib/correction.ts';
import { counted } from '../lib/deadlines.ts';
import { no, reasonMissing, yes } from '../lib/machine.ts';
import { settledApplication, settledRefusal } from './answers.ts';
import { noticeOf } from './correction.ts';
import { toldAlready } from './correction-answers.ts';
import { held } from './departments.ts';
import { openItems } from './items.ts';
import type { Command } from './messages.ts';
import { type ApplicationState } from './model.ts';
import { type ApplicationDecision, unknownItem } from './moves.ts';

/** The window tells for the whole filing; where each department answers for its item, that department for this item (policy 1.8-10). */
export function requestCorrection(state: ApplicationState, command: Command<'requestCorrection'>): ApplicationDecision {
  const { itemCode, materials, contents } = command.body;
  const found = itemCode === undefined ? wholeFiling(state) : heldItem(state, command, itemCode);
  if ('problem' in found) return no(found.problem);
  const problem = contentsProblem(state, contents) ?? draftsLeftOut(state, materials);
  if (problem) return no(problem);
  const { receivedAt: at, actor } = command;
  const n = state.correction.notices.length + 1;
  const data = { n, itemCodes: found.itemCodes, materials, contents, deadline: applicantsTime(state, n, at) };
  return yes([{ type: 'correctionIssued', at, actor, basis: noticeBasis(state.slice), data }]);
}

type Found = { itemCodes: string[] } | { problem: Refusal };

function wholeFiling(state: ApplicationState): Found {
  const { by, basis } = state.slice.acceptance.correction;
  const settled = settledApplication(state);
  if (settled) return { problem: settled };
  if (by !== 'window')
    return {
      problem: {
        code: 'correction-here-by-department',
        title: '本申请由业务单位一次性告知',
        detail: '各业务单位分别就所承办的事项告知申请人,窗口不另行告知。',
        clause: basis.join(';'),
      },
    };
  // A 容缺预受理单 has told what is missing, as a notice does (policy 1.8-2).
  if (state.correction.notices.length > 0 || state.stopped) return { problem: toldAlready(state) };
  return { itemCodes: openItems(state) };
}

function heldItem(state: ApplicationState, command: Command<'requestCorrection'>, itemCode: string): Found {
  const { by, basis } = state.slice.acceptance.correction;
  const item = state.items[itemCode];
  if (!item) return { problem: unknownItem(state, itemCode) };
  if (by !== 'department')
    return {
      problem: settledRefusal(state, itemCode, item) ?? {
        code: 'correction-here-by-window',
        title: '本地区由窗口一次性告知',
        detail: '需要补正的全部内容由综合服务窗口一次性告知申请人;请告知窗口。',
        clause: basis.join(';'),
      },
    };
  const told = noticeOf(state.correction, itemCode);
  if (told && (item.phase === 'pushed' || item.phase === 'correcting')) return { problem: toldAlready(state) };
  const found = held(state, command, itemCode);
  return 'problem' in found ? found : { itemCodes: [itemCode] };
}

const elements: readonly { key: keyof NoticeContents; name: string }[] = [
  { key: 'legalBasis', name: '法律依据' },
  { key: 'period', name: '补正期限' },
  { key: 'procedure', name: '办理程序和承诺时限' },
  { key: 'fees', name: '收费依据和标准' },
];

/** 000 三(二): a notice without one of its elements is not issued; the period it tells is the one that runs. */
export function contentsProblem({ slice }: ApplicationState, contents: NoticeContents): Refusal | undefined {
  const lacking = elements.filter(({ key }) => contents[key].trim() === '').map(({ name }) => name);
  const period = periodText(slice.periods.correctionByApplicant);
  if (lacking.length === 0 && contents.period.includes(period)) return undefined;
  return {
    code: 'notice-incomplete',
    title: '补正告知要件不全',
    detail:
      lacking.length > 0
        ? `补正告知未写明:${lacking.join('、')}。`
        : `补正期限应写明${period},所写为“${contents.period}”。`,
    clause: slice.acceptance.correction.basis.join(';'),
  };
}

/** What departments drafted is told with the one notice, or never. */
function draftsLeftOut({ correction, slice }: ApplicationState, materials: string[]): Refusal | undefined {
  const drafted = Object.values(correction.drafts).flatMap((draft) =>
    draft.phase === 'drafted' ? draft.materials : [],
  );
  const left = [...new Set(drafted)].filter((name) => !materials.includes(name));
  if (left.length === 0) return undefined;
  return {
    code: 'draft-left-out',
    title: '补正告知遗漏了部门起草的材料',
    detail: `需要补正的内容须一次性告知,部门起草的材料未列入:${left.join('、')}。`,
    clause: slice.acceptance.correction.basis.join(';'),
  };
}

/** Counted from the notice itself, not from a receipt. */
function applicantsTime(state: ApplicationState, n: number, start: Instant): Deadline {
  return counted(state, {
    key: `correction:${String(n)}`,
    start,
    period: state.slice.periods.correctionByApplicant,
  });
}

/** Policy 1.8-7: recorded with its reason; tells the applicant, and touches no clock. */
export function overrideCorrection(
  state: ApplicationState,
  { receivedAt: at, actor, body }: Command<'overrideCorrection'>,
): ApplicationDecision {
  const { itemCode, materials, reason } = body;
  if (itemCode !== undefined && !state.items[itemCode]) return no(unknownItem(state, itemCode));
  const settled = settledApplication(state);
  if (settled) return no(settled);
  const basis = noticeBasis(state.slice);
  if (reason.trim() === '') return no(reasonMissing('督导补充告知必须写明理由。', basis));
  const data = { materials, reason, ...(itemCode !== undefined && { itemCode }) };
  return yes([{ type: 'correctionOverridden', at, actor, basis, data }]);
}
