/** Histories exported from the Temporal UI or CLI. */
import { readFileSync } from 'node:fs';
import { messageOf } from '../command.ts';
import type { HistoryLike, Replayable } from './verdict.ts';

export async function* fromFiles(files: string[]): AsyncGenerator<Replayable> {
  for (const name of files) yield await Promise.resolve({ name, ...historyIn(name) });
}

function historyIn(file: string): { history: HistoryLike } | { problem: string } {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isHistory(value)) return { history: value };
    return { problem: '不是流程历史(应为含 events 的 JSON)/ not a workflow history (JSON with events)' };
  } catch (error) {
    return { problem: `无法读取 / cannot be read: ${messageOf(error)}` };
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function isHistory(value: unknown): value is { events: Record<string, unknown>[] } {
  if (!isRecord(value) || !Array.isArray(value['events']) || value['events'].length === 0) return false;
  return value['events'].every((event) => isRecord(event) && typeof event['eventId'] === 'string');
}
