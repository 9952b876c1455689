// Plain JavaScript: runs on any Node 20+ before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const same = (a, b) => existsSync(a) && existsSync(b) && readFileSync(a, 'utf8') === readFileSync(b, 'utf8');

if (!same('pnpm-lock.yaml', 'node_modules/.pnpm/lock.yaml')) {
  const own = 'node_modules/.bin/pnpm';
  const [command, before] = existsSync(own) ? [own, []] : ['npx', ['-y', 'pnpm@12.21.0']];
  const run = spawnSync(command, [...before, 'install', '--frozen-lockfile'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exit(run.status ?? 1);
}
