/** `dlq`: keys whose messages wait behind one that could not be worked off. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type ServiceName, services } from '@yichuang/contracts/temporal';
import { formatOffset } from '@yichuang/kernel';
import { listParked, NotRepaired, parkedOf, repairParked, requestReplay, skipParked } from '@yichuang/platform';
import { type Command, type Io, messageOf, UsageError } from '../command.ts';
import { type Connection, connected, operatorOf, serviceOf } from '../connection.ts';
import { firstLine, tableLines } from '../table.ts';

const options = {
  json: { type: 'boolean', default: false },
  file: { type: 'string' },
  skip: { type: 'boolean', default: false },
  as: { type: 'string' },
  reason: { type: 'string' },
} as const;

export const dlq: Command = {
  usage: [
    'dlq [--json]',
    'dlq show SERVICE KEY [--json]',
    'dlq repair SERVICE EVENT-ID (--file EVENT.json | --skip) --as NAME --reason TEXT',
    'dlq replay SERVICE KEY --as NAME --reason TEXT',
  ],
  summary: '滞留消息:查看、更正或跳过、重放 / parked messages: show, repair or skip, replay',
  run(args, io) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    const [action, place, subject, ...rest] = positionals;
    if (action === undefined) return connected(io, (connection) => list(connection, io, values.json));
    if (subject === undefined || rest.length > 0) throw new UsageError('缺少服务与键 / needs a service and a key');
    const service = serviceOf(place);
    switch (action) {
      case 'show':
        return connected(io, (connection) => show(connection, io, { service, key: subject, json: values.json }));
      case 'repair': {
        const { file, skip } = values;
        if ((file === undefined) !== skip) throw new UsageError('--file 与 --skip 须有其一 / either --file or --skip');
        const operator = operatorOf(values);
        const change = { service, eventId: subject };
        return changed(io, async ({ db }) => {
          if (file === undefined) await skipParked(db(service), change, operator);
          else await repairParked(db(service), change, readFileSync(file, 'utf8'), operator);
          io.out(`${subject} 已${skip ? '跳过' : '更正'};请执行 dlq replay / ${skip ? 'skipped' : 'repaired'}`);
          return 0;
        });
      }
      case 'replay': {
        const operator = operatorOf(values);
        return changed(io, async (connection) => {
          await requestReplay(connection.db(service), service, subject, operator);
          return replayed(connection, io, service, subject);
        });
      }
      default:
        throw new UsageError(`没有 dlq ${action} / no such action`);
    }
  },
};

/** What cannot be changed is told without the usage. */
const changed = (io: Io, use: (connection: Connection) => Promise<number>): Promise<number> =>
  connected(io, async (connection) => {
    try {
      return await use(connection);
    } catch (error) {
      if (!(error instanceof NotRepaired)) throw error;
      io.err(messageOf(error));
      return 1;
    }
  });

async function list({ db }: Connection, { out }: Io, json: boolean): Promise<number> {
  const found = (await Promise.all(services.map((service) => listParked(db(service), service)))).flat();
  if (json) {
    out(JSON.stringify(found));
    return 0;
  }
  out(`${String(found.length)} 个键滞留 / parked keys`);
  if (found.length === 0) return 0;
  const rows = found.map(({ service, key, eventId, waiting, since, replaying, error }) => [
    service,
    key,
    eventId,
    String(waiting),
    formatOffset(since),
    replaying ? '重放中' : '滞留',
    firstLine(error ?? ''),
  ]);
  for (const line of tableLines(['服务', '键(办件)', '首条消息', '其后', '自', '状态', '原因'], rows)) out(line);
  return 0;
}

async function show(
  { db }: Connection,
  { out, err }: Io,
  { service, key, json }: { service: ServiceName; key: string; json: boolean },
): Promise<number> {
  const found = await parkedOf(db(service), service, key);
  if (found.length === 0) {
    err(`${service} 没有滞留的 ${key} / nothing parked`);
    return 1;
  }
  if (json) out(JSON.stringify(found));
  else
    for (const { eventId, error, parkedAt, payload } of found) {
      out(`${eventId}(${formatOffset(parkedAt)})${error === null ? '等待前一条' : ''}`);
      if (error !== null) out(`原因 / why: ${error}`);
      out(JSON.stringify(payload, undefined, 2));
    }
  return 0;
}

const patienceMs = 20_000;

/** The service works it off; waits until it says so. */
async function replayed({ db }: Connection, { out, err }: Io, service: ServiceName, key: string): Promise<number> {
  for (const until = Date.now() + patienceMs; Date.now() < until; ) {
    await sleep(200);
    const left = (await listParked(db(service), service)).find((one) => one.key === key);
    if (!left) {
      out(`${key} 已全部处理 / worked off`);
      return 0;
    }
    if (left.replaying) continue;
    err(`仍滞留于 ${left.eventId}:${left.error ?? ''} / still parked`);
    return 1;
  }
  out(`已请求重放,服务尚未处理:稍后以 dlq 查看 / requested; the service has not answered yet`);
  return 0;
}
