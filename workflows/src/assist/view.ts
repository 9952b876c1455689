/** What operators read about a commission in the Temporal UI. */
import { assertNever, formatLocal } from '@yichuang/kernel';
import type { OperatorView } from '../lib/machine.ts';
import type { AssistPhase, AssistState, Commissioned } from './model.ts';

export function viewOfAssist(state: AssistState): OperatorView {
  const { slice, requested, now } = state;
  return {
    state: stateWord(now),
    waiting: waiting(state),
    due: now.phase === 'commissioned' ? [contactLine(now)] : [],
    attributes: {
      YcRegion: slice.region.name,
      YcStage: '协办',
      YcApplicationNo: requested.assistNo,
      YcProjectCode: requested.projectCode,
    },
  };
}

function stateWord(now: AssistPhase): string {
  switch (now.phase) {
    case 'preReview':
      return '待预审';
    case 'ineligible':
      return '不符合条件';
    case 'formPending':
      return '待确认申请表';
    case 'commissioned':
      return now.contactedAt === undefined ? '待联系' : '已联系';
    default:
      return assertNever(now);
  }
}

function waiting({ slice, now }: AssistState): OperatorView['waiting'] {
  const { deskName: desk } = slice;
  switch (now.phase) {
    case 'preReview':
      return [{ who: desk, text: `${desk} 预审` }];
    case 'formPending':
      return [{ who: '建设单位', text: '建设单位 确认委托协办申请表' }];
    case 'ineligible':
      return [];
    case 'commissioned': {
      if (now.contactedAt !== undefined) return [];
      const until = `应于 ${formatLocal(now.contact.dueAt)} 前联系${now.overdue ? ' · 已超期' : ''}`;
      return now.officer
        ? [{ who: '协办员', text: `协办员 联系建设单位 · ${until}` }]
        : [{ who: desk, text: `${desk} 指派协办员 · ${until}` }];
    }
    default:
      return assertNever(now);
  }
}

const contactLine = ({ confirmedAt, contact }: Commissioned): string =>
  `申请表 ${formatLocal(confirmedAt)} 确认,${String(contact.amount)}个工作日,${formatLocal(contact.dueAt)} 届满(${contact.basis.join('、')})`;
