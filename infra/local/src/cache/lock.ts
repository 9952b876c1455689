import { randomUUID } from 'node:crypto';
import { closeSync, linkSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { readJsonObject } from '../json-file.ts';
import { codeOf } from '../log.ts';
import { identify, isRunning, parseIdentity } from '../process/identity.ts';

/** Gives the lock back. */
export type Release = () => void;

/** Takes the lock file if no running process holds it; otherwise returns the holder's pid. */
export function tryLock(file: string): Release | number {
  mkdirSync(path.dirname(file), { recursive: true });
  for (;;) {
    const release = createLock(file);
    if (release !== undefined) return release;
    const holder = parseIdentity(readJsonObject(file));
    if (holder !== undefined && isRunning(holder)) return holder.pid;
    removeStale(file, holder?.startedAt);
  }
}

/** Waits for the lock; `onWait` is told once who holds it. */
export async function lock(file: string, onWait: (pid: number) => void): Promise<Release> {
  for (let told = false; ; told = true) {
    const result = tryLock(file);
    if (typeof result === 'function') return result;
    if (!told) onWait(result);
    await delay(200);
  }
}

function createLock(file: string): Release | undefined {
  // Written aside and linked: nobody ever sees a lock without its holder.
  const draft = `${file}.${process.pid}.${randomUUID().slice(0, 8)}`;
  const content = JSON.stringify(identify(process.pid));
  const handle = openSync(draft, 'wx');
  try {
    writeFileSync(handle, content);
    linkSync(draft, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined;
    throw error;
  } finally {
    closeSync(handle);
    rmSync(draft, { force: true });
  }
  return () => {
    rmSync(file, { force: true });
  };
}

function removeStale(file: string, seenStart: string | undefined): void {
  const aside = `${file}.stale.${randomUUID().slice(0, 8)}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const taken = parseIdentity(readJsonObject(aside));
  // Someone else may have replaced the stale lock between our look and our rename: put theirs back.
  if (taken !== undefined && taken.startedAt !== seenStart && isRunning(taken)) {
    try {
      linkSync(aside, file);
    } catch {
      // A third one has locked meanwhile; then that lock counts.
    }
  }
  rmSync(aside, { force: true });
}
