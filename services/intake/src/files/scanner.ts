/** Where a virus scanner is put in. Until one is, a file says that it was not scanned. */
import type { Readable } from 'node:stream';

export const scanWords = { unscanned: '未扫描', clean: '未发现病毒', infected: '有病毒' } as const;

export type Scan = keyof typeof scanWords;

/** Looks at a whole content. What it cannot decide is `unscanned`, never an error. */
export type Scanner = (content: () => Promise<Readable>) => Promise<Scan>;

export const noScanner: Scanner = () => Promise.resolve('unscanned');
