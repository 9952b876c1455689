import type { Log } from '../log.ts';

/** One thing a person can do to provide a missing server, in both languages. */
export interface Choice {
  readonly zh: string;
  readonly en: string;
}

/** Why a server cannot be had, and what would help. */
export interface Missing {
  readonly name: string;
  /** What was looked for, with what was found instead. */
  readonly tried: readonly string[];
  readonly choices: readonly Choice[];
}

/** How a server is to be had: now, after building it once, or not at all. */
export type Resolution<T> =
  | { readonly kind: 'ready'; readonly origin: string; readonly value: T }
  | { readonly kind: 'build'; readonly origin: string; readonly build: (log: Log) => Promise<T> }
  | { readonly kind: 'missing'; readonly missing: Missing };

/** Builds if that is needed. Call it only when nothing else is missing: a build can take minutes. */
export async function obtain<T>(resolution: Resolution<T>, log: Log): Promise<T> {
  switch (resolution.kind) {
    case 'ready':
      return resolution.value;
    case 'build':
      return resolution.build(log);
    case 'missing':
      throw new MissingServersError([resolution.missing]);
  }
}

/** Lists everything that is missing and every choice for each, in Chinese and English. */
export class MissingServersError extends Error {
  override readonly name = 'MissingServersError';
  readonly missing: readonly Missing[];

  constructor(missing: readonly Missing[]) {
    super(describe(missing));
    this.missing = missing;
  }
}

function describe(missing: readonly Missing[]): string {
  const lines = [`缺少 ${missing.length} 项服务，无法启动。每项任选一种办法，然后重试。`];
  lines.push(`${missing.length} server(s) missing, cannot start. Choose one way for each, then try again.`);
  for (const { name, tried, choices } of missing) {
    lines.push('', `■ ${name}`, ...tried.map((attempt) => `    ✗ ${attempt}`));
    for (const { zh, en } of choices) lines.push(`    → ${zh}`, `      ${en}`);
  }
  return lines.join('\n');
}
