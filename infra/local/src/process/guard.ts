import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

/** Ends the guard without harm to the guarded process. */
export type Dismiss = () => void;

/**
 * Ends a detached server when this process goes away, in whatever way, SIGKILL included.
 * A small shell waits on a pipe that only this process holds: a line means "dismissed", end of file means "gone".
 */
export function guard(pid: number, signal: NodeJS.Signals): Dismiss {
  const script = 'if ! read -r _; then kill -s "$2" "$1" 2>/dev/null; fi';
  const shell = spawn('/bin/sh', ['-c', script, 'guard', String(pid), signal.replace(/^SIG/, '')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  // The pipe must not keep this process alive.
  if (shell.stdin instanceof Socket) shell.stdin.unref();
  return () => {
    shell.stdin.end('dismissed\n');
  };
}
