import { readFileSync } from 'node:fs';
import type { CalendarData, CalendarYear } from '../src/index.ts';
import { Calendar } from '../src/index.ts';

function year(y: number): CalendarYear {
  return JSON.parse(readFileSync(new URL(`../../regions/src/calendar/CN/${y}.json`, import.meta.url), 'utf8'));
}

export const cn: CalendarData = { version: 1, years: [year(2024), year(2025), year(2026)] };
export const calendar = new Calendar(cn);

export function amended(version: number, date: string, working: boolean): Calendar {
  const change = { date, working, reason: '防汛', source: '市政府令1号', inForceAt: '2026-11-16T04:00:00.000Z' };
  return new Calendar({ ...cn, version, changes: [change] });
}
