/** `tasks`: what only an operator can put right, over all services. */
import { parseArgs } from 'node:util';
import { formatOffset } from '@yichuang/kernel';
import { listTasks, type OperatorTask, operatorTaskKinds, resendNotice, resolveTask } from '@yichuang/platform';
import { type Command, type Io, UsageError } from '../command.ts';
import { connected, operatorOf } from '../connection.ts';
import { firstLine, tableLines } from '../table.ts';

export const tasks: Command = {
  usage: ['tasks [--all] [--json]', 'tasks resolve|resend ID --as NAME --reason TEXT'],
  summary:
    '运维待办:何事、哪个流程、自何时起、怎么办;销项,或者重新发送通知 / operator tasks; resolve one, or send its notice again',
  run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        all: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        as: { type: 'string' },
        reason: { type: 'string' },
      },
    });
    const [action, id, ...rest] = positionals;
    if (action === undefined) return list(io, values);
    const act = action === 'resolve' ? resolveTask : action === 'resend' ? resendNotice : undefined;
    if (!act || id === undefined || !/^\d{1,15}$/.test(id) || rest.length > 0)
      throw new UsageError('tasks resolve、tasks resend 需要待办编号 / need the number of a task');
    const operator = operatorOf(values);
    return connected(io, async ({ db }) => {
      const task = await act(db('intake'), Number(id), operator);
      if (!task) io.err(`没有未销项的${action === 'resend' ? '通知' : ''}待办 ${id} / no open task of that number`);
      else if (action === 'resend') io.out(`文书 ${task.subject} 的通知重新发送 / the notice goes out again`);
      else io.out(`待办 ${id} 已由 ${operator.who} 销项 / resolved`);
      return task ? 0 : 1;
    });
  },
};

/** Any role sees the tasks of all services. */
const list = (io: Io, { all, json }: { all: boolean; json: boolean }): Promise<number> =>
  connected(io, async ({ db }) => {
    const found = await listTasks(db('intake'), { resolved: all });
    if (json) io.out(JSON.stringify(found.map((task) => ({ ...task, ...operatorTaskKinds[task.kind] }))));
    else print(found, io);
    return 0;
  });

function print(found: OperatorTask[], { out }: Io): void {
  const open = found.filter(({ resolvedAt }) => resolvedAt === null).length;
  out(`${String(open)} 项未销项 / open`);
  if (found.length === 0) return;
  const rows = found.map((task) => [
    String(task.id),
    task.service,
    task.caseNo,
    task.subject,
    formatOffset(task.since),
    task.resolvedAt === null ? '未销项' : `${task.resolvedBy ?? ''}:${task.resolution ?? ''}`,
    `${operatorTaskKinds[task.kind].what}(${firstLine(task.detail)})`,
  ]);
  for (const line of tableLines(['编号', '服务', '办件', '流程或键', '自', '状态', '何事'], rows)) out(line);
  const kinds = new Set(found.filter(({ resolvedAt }) => resolvedAt === null).map(({ kind }) => kind));
  for (const kind of kinds) out(`${operatorTaskKinds[kind].what}:${operatorTaskKinds[kind].todo}`);
}
