/** `replay`: whether the workflow code of this checkout reproduces histories, from files or from the server. Run before a release. */
import { parseArgs } from 'node:util';
import { loadTemporalConfig } from '@yichuang/platform';
import { type Command, UsageError } from '../command.ts';
import { fromFiles } from '../replay/files.ts';
import { fromServer } from '../replay/live.ts';
import { replayAll } from '../replay/verdict.ts';

const options = {
  live: { type: 'boolean' },
  query: { type: 'string' },
  'closed-days': { type: 'string' },
} as const;

export const replay: Command = {
  usage: ['replay FILE…', 'replay --live [--query QUERY] [--closed-days N]'],
  summary:
    '用本版本的流程代码重放历史文件,或服务器上运行中(及近 N 天办结)的流程;密钥取自 PAYLOAD_KEY、PAYLOAD_OLD_KEYS / replays histories against the workflow code of this version',
  async run(args, io) {
    const { values, positionals: files } = parseArgs({ args, options, allowPositionals: true });
    const { live = false, query, 'closed-days': closedDays } = values;
    const { payloadKeys, ...temporal } = loadTemporalConfig(io.env);
    if (!live) {
      if (query !== undefined || closedDays !== undefined)
        throw new UsageError('--query 与 --closed-days 须与 --live 同用 / need --live');
      if (files.length === 0) throw new UsageError('缺少历史文件 / no history file given');
      return replayAll(fromFiles(files), payloadKeys, io);
    }
    if (files.length > 0) throw new UsageError('--live 不带文件 / --live takes no files');
    if (temporal.address === undefined)
      throw new UsageError('缺少环境变量 TEMPORAL_ADDRESS / TEMPORAL_ADDRESS is not set');
    const server = { ...temporal, address: temporal.address, payloadKeys };
    return replayAll(fromServer(server, { query, closedDays: days(closedDays) }), payloadKeys, io);
  },
};

function days(text: string | undefined): number {
  if (text === undefined) return 0;
  if (!/^\d{1,4}$/.test(text)) throw new UsageError(`--closed-days 须为天数 / a number of days, not ${text}`);
  return Number(text);
}
