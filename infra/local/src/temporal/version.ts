import type { LocalConfig } from '../config.ts';
import { ask } from '../process/run.ts';

export const CLI_VERSION = '1.8.2';
export const SERVER_VERSION = '1.32.0';
const MIN_SERVER: readonly [number, number] = [1, 32];

/** A `temporal` program that can run a development server. */
export interface TemporalProgram {
  readonly binary: string;
  readonly serverVersion: string;
}

/** The program at that path, or why it cannot be used. */
export function inspectTemporal(binary: string, config: LocalConfig): TemporalProgram | string {
  const answer = ask(binary, ['--version'], config.childEnv);
  if (answer === undefined) return `${binary} --version fails`;
  const version = /Server (\d+)\.(\d+)\.(\d+)/.exec(answer);
  if (version === null) return `${binary}: no server version in "${answer.trim()}"`;
  const [major, minor] = [Number(version[1]), Number(version[2])];
  const suitable = major > MIN_SERVER[0] || (major === MIN_SERVER[0] && minor >= MIN_SERVER[1]);
  const serverVersion = version[0].replace('Server ', '');
  if (!suitable) return `${binary}: server ${serverVersion} is older than ${MIN_SERVER.join('.')}`;
  return { binary, serverVersion };
}
