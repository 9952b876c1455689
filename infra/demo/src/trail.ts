/** Prints the trail of a case as it grows: instant, word, item, actor, clause. */
import { clausesIn } from '@yichuang/kernel';
import { type ApiClient, isRecord } from '@yichuang/local';

export interface TrailLine {
  at: string;
  key: string;
  text: string;
}

const services = ['intake', 'approval', 'issuance'] as const;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Periods that a fact opens. */
const periods = [
  ['deadline', ''],
  ['handover', '移交期限 '],
  ['delivery', '送达期限 '],
] as const;

const dueOf = (deadline: unknown, word: string): string =>
  isRecord(deadline) ? `,${word}${textOf(deadline['dueDate'])} 届满` : '';

/** 示例: `2026-09-20 17:30  视为受理  I29 交通运输 — 系统(002 二(一)2(2))`. */
function lineOf(service: string, fact: Record<string, unknown>, names: (code: string) => string): TrailLine {
  const data = isRecord(fact['data']) ? fact['data'] : {};
  const actor = isRecord(fact['actor']) ? textOf(fact['actor']['name']) : '';
  const cited = Array.isArray(fact['basis']) ? fact['basis'].map(String) : [];
  const basis = clausesIn(cited).join('、');
  const parts = [
    textOf(data['itemCode']),
    names(textOf(data['department'])),
    textOf(data['reason']),
    textOf(data['name']),
  ].filter((part) => part !== '');
  const until = periods.map(([field, word]) => dueOf(data[field], word)).join('');
  const at = textOf(fact['at']).slice(0, 16).replace('T', ' ');
  const what = `${textOf(fact['word'])} ${parts.join(' ')}`.trim();
  return {
    at,
    key: `${service}:${String(fact['sequence'])}`,
    text: `${at}  ${what}${until} — ${actor}${basis === '' ? '' : `(${basis})`}`,
  };
}

export interface Trail {
  /** Prints what came since the last call. */
  showNew(): Promise<void>;
  lines(): TrailLine[];
}

export function followTrail(
  api: ApiClient,
  caseNo: string,
  options: { realm?: string; names: (code: string) => string; print: (line: string) => void },
): Trail {
  const seen = new Map<string, TrailLine>();
  return {
    lines: () => [...seen.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    async showNew() {
      const fresh: TrailLine[] = [];
      for (const service of services) {
        const call = options.realm === undefined ? { as: 'auditor' } : { as: 'auditor', realm: options.realm };
        const { body } = await api.get(service, `/v1/cases/${caseNo}/facts`, call);
        for (const fact of Array.isArray(body['facts']) ? body['facts'] : []) {
          if (!isRecord(fact)) continue;
          const line = lineOf(service, fact, options.names);
          if (!seen.has(line.key)) fresh.push(line);
          seen.set(line.key, line);
        }
      }
      for (const line of fresh) options.print(`   ${line.text}`);
    },
  };
}
