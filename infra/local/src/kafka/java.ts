import path from 'node:path';
import type { LocalConfig } from '../config.ts';
import { ask, findPrograms } from '../process/run.ts';

const MIN_JAVA = 17;

export interface Java {
  readonly command: string;
  /** The full text of `java -version`: a class archive is good for exactly one build of the JVM. */
  readonly version: string;
}

/** A Java that can run the broker, or why there is none. */
export function findJava(config: LocalConfig): Java | string {
  const folders =
    config.javaHome === undefined ? config.searchPath : [path.join(config.javaHome, 'bin'), ...config.searchPath];
  let found = 'java: neither in JAVA_HOME nor on PATH';
  for (const command of findPrograms('java', folders)) {
    const version = ask(command, ['-version'], config.childEnv);
    const major = Number(/version "(?:1\.)?(\d+)/.exec(version ?? '')?.[1] ?? 0);
    if (version !== undefined && major >= MIN_JAVA) return { command, version };
    found = version === undefined ? `${command} -version fails` : `${command}: Java ${major} is older than ${MIN_JAVA}`;
  }
  return found;
}
