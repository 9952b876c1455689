/** How people read the end of an item. */
import type { ItemResult } from '@yichuang/contracts';

export const resultWords: Record<ItemResult, string> = { granted: '准予', denied: '不予许可', withdrawn: '已撤回' };
