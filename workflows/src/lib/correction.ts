/** What is told of a correction alike before acceptance and after it. */
import type { CorrectionOverriddenData } from '@yichuang/contracts';
import { clausesIn } from '@yichuang/kernel';
import type { CaseSlice } from '@yichuang/regions/types';
import type { Issue } from './documents.ts';

/** 行政许可法 32(4), and the region's rule. */
export const noticeBasis = ({ acceptance }: CaseSlice): string[] => [
  ...new Set(['行政许可法 32(4)', ...clausesIn(acceptance.correction.basis)]),
];

/** 000 二(1)2: whoever filed online is told besides, by message or telephone, to supply online. */
export const noticeChannels = ({ channel, rules }: CaseSlice): Pick<Issue, 'channels'> =>
  channel === 'online' ? { channels: rules.noticeChannels.correction.value } : {};

/** 督导补充告知: it informs, and neither stops nor starts a period (policy 1.8-7). `about` names case and items. */
export const overrideLines = (about: string, { materials, reason }: CorrectionOverriddenData): string[] => [
  `${about},现补充告知:${materials.join('、')}。`,
  `补充告知的理由:${reason}`,
  '本告知不停止、也不重新起算任何期限。',
];
