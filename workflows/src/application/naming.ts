/** How documents name items and the case. */
import type { ItemSlice } from '@yichuang/regions/types';
import { named } from '../lib/names.ts';
import type { ApplicationState } from './model.ts';

export const itemOf = ({ slice }: ApplicationState, code: string): ItemSlice | undefined =>
  slice.items.find((item) => item.code === code);

export const about = (state: ApplicationState, codes: string[]): string =>
  `你单位“${state.filed.projectName}”(项目代码 ${state.filed.projectCode},办件编号 ${state.filed.applicationNo})申报的${codes.map((code) => named(state, code)).join('、')}`;
