/** `release`: makes the workers of a build current, or of the build before it: running cases move to them with their next step. */
import { parseArgs } from 'node:util';
import { services } from '@yichuang/contracts/temporal';
import { createTemporalClient, currentBuild, loadTemporalConfig, makeCurrent } from '@yichuang/platform';
import { type Command, UsageError } from '../command.ts';

export const release: Command = {
  usage: ['release BUILD'],
  summary:
    '使一个版本的工作进程成为当前版本(前进或回退)/ makes a build current, forward or back (docs/runbooks/release.md)',
  async run(args, { out, env }) {
    const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
    const [build, ...rest] = positionals;
    if (build === undefined || rest.length > 0) throw new UsageError('须给出一个版本 / one build is to be given');
    const { address, ...temporal } = loadTemporalConfig(env);
    if (address === undefined) throw new UsageError('缺少环境变量 TEMPORAL_ADDRESS / TEMPORAL_ADDRESS is not set');
    const connected = createTemporalClient({ ...temporal, address });
    const { client } = connected;
    try {
      for (const queue of services) {
        const before = await currentBuild(client, { ...temporal, queue });
        await makeCurrent(client, { ...temporal, queue }, build);
        out(`${queue}: ${before ?? '—'} → ${build}`);
      }
    } finally {
      await connected.close();
    }
    return 0;
  },
};
