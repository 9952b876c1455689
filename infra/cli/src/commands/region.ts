/** `region check DIR`: every value of a rule pack with the clause it rests on, or what is wrong with it. */
import { parseArgs } from 'node:util';
import { checkPack } from '@yichuang/regions';
import { type Command, UsageError } from '../command.ts';

export const region: Command = {
  usage: ['region check DIR'],
  summary: '逐项列出地区规则包的取值与依据,或指出错误 / every value of a pack with its source, or its errors',
  run(args, { out, err }) {
    const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
    const [action, dir, ...rest] = positionals;
    if (action !== 'check' || dir === undefined || rest.length > 0)
      throw new UsageError('region check 需要一个文件夹 / needs a folder');
    const { ok, lines, hash, warnings } = checkPack(dir);
    for (const line of lines) (ok ? out : err)(line);
    for (const warning of warnings) out(`注意 / note: ${warning}`);
    if (hash !== undefined) out(`内容摘要 / content: sha256 ${hash}`);
    return Promise.resolve(ok ? 0 : 1);
  },
};
