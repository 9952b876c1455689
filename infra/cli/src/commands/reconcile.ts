/** `reconcile`: open cases of the store against running workflows, both ways. */
import { parseArgs } from 'node:util';
import { services } from '@yichuang/contracts/temporal';
import { type Discrepancy, type Operator, restart, sweep } from '@yichuang/platform';
import { type Command, type Io } from '../command.ts';
import { type Connection, connected, operatorOf } from '../connection.ts';
import { tableLines } from '../table.ts';

/** Whoever asks looks at now: what is being started this moment shows as not there yet. */
const graceMs = 5_000;

const words: Record<Discrepancy['kind'], string> = {
  ended: '库中未结,流程不在运行',
  unknown: '流程在运行,库中没有',
  closing: '库中已结,流程即将结束',
};

export const reconcile: Command = {
  usage: ['reconcile [--json]', 'reconcile --repair --as NAME --reason TEXT'],
  summary: '核对未结办件与运行中的流程;--repair 使其按留痕接续 / open cases against running workflows; repair',
  run(args, io) {
    const { values } = parseArgs({
      args,
      options: {
        json: { type: 'boolean', default: false },
        repair: { type: 'boolean', default: false },
        as: { type: 'string' },
        reason: { type: 'string' },
      },
    });
    const operator = values.repair ? operatorOf(values) : undefined;
    return connected(io, async (connection) => {
      const found: Discrepancy[] = [];
      for (const service of services)
        found.push(...(await sweep({ service, db: connection.db(service), client: connection.client, graceMs })));
      if (values.json) io.out(JSON.stringify(found));
      else print(found, io);
      const wrong = found.filter(({ kind }) => kind !== 'closing');
      return operator ? repair(connection, io, wrong, operator) : wrong.length === 0 ? 0 : 1;
    });
  },
};

function print(found: Discrepancy[], { out }: Io): void {
  out(`${String(found.length)} 处不一致 / differences`);
  if (found.length === 0) return;
  const rows = found.map(({ service, caseNo, workflowId, kind, status }) => [
    service,
    caseNo,
    workflowId,
    words[kind],
    status,
  ]);
  for (const line of tableLines(['服务', '办件', '流程', '情况', '流程状态'], rows)) out(line);
}

/** Parents first: an ID begins with its parent's. */
async function repair(
  { db, client }: Connection,
  { out, err }: Io,
  found: Discrepancy[],
  operator: Operator,
): Promise<number> {
  let failed = 0;
  for (const one of found) {
    const result = await restart({ db: db(one.service), client }, one, operator);
    if (result.done) out(`${one.workflowId} 已接续 / restarted`);
    else {
      failed += 1;
      err(`${one.workflowId} 未接续:${result.why}`);
    }
  }
  return failed === 0 ? 0 : 1;
}
