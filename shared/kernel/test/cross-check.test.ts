/** The vendored notices against an independent table, day by day. It reads local time, so it runs as a process in Beijing time. */
import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { expect, it } from '@jest/globals';
import { addDays } from '../src/index.ts';
import { calendar } from './calendars.ts';

const script = `
  const { isWorkday } = require('chinese-days');
  const days = JSON.parse(process.argv[1]);
  console.log(JSON.stringify(days.filter((day) => isWorkday(day))));
`;

it('agrees with chinese-days on every day from 2024 to 2026', () => {
  const days: string[] = [];
  for (let day = '2024-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) days.push(day);
  const options = { cwd: import.meta.dirname, env: { ...process.env, TZ: 'Asia/Shanghai' }, encoding: 'utf8' } as const;
  const theirs: unknown = JSON.parse(
    execFileSync(process.execPath, ['--input-type=commonjs', '-e', script, JSON.stringify(days)], options),
  );
  expect(days).toHaveLength(1096);
  expect(days.filter((day) => calendar.isWorkingDay(day))).toEqual(theirs);
});
