import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkPack } from '../src/index.ts';
import { changedPack, packFolder } from './data.ts';

describe('region check', () => {
  it.each(['jiangcheng', 'hunan', 'xiangzhou', 'dalian'])('%s: every value with its source', (id) => {
    const { ok, lines, problems } = checkPack(packFolder(id));
    expect({ ok, problems }).toEqual({ ok: true, problems: [] });
    expect(lines.length).toBeGreaterThan(130);
    for (const line of lines) expect(line).toMatch(/^[\w.[\]-]+ = .+ ← (default|\d{3} .+|\p{Script=Han}.+ \d+.*)/u);
  });

  it('below the header no value stands under the source of the header', () => {
    const { lines } = checkPack(packFolder('hunan'));
    const sections = /^(acceptance|documentNames|holders|leadDepartments|officeHours|periods|rules)\./;
    expect(lines.filter((line) => sections.test(line) && line.includes('GB/T 2260'))).toEqual([]);
  });

  it('says what a value rests on', () => {
    const { lines } = checkPack(packFolder('hunan'));
    expect(lines).toContain('acceptance.online.misroute.period.amount = 1 ← 002 二(一)2(2)');
    expect(lines).toContain('acceptance.online.statutory.period.amount = 5 ← 行政许可法 32(4);行政许可法 82');
    expect(lines).toContain('rules.noticeChannels.pickup.value = sms ← default');
  });

  it('names the places of a broken pack', () => {
    const root = changedPack('hunan', 'hunan', { 'periods.issue.basis': undefined });
    const { ok, lines } = checkPack(join(root, 'hunan'));
    expect(ok).toBe(false);
    expect(lines).toEqual([expect.stringMatching(/pack\.json: periods\.issue\.basis: 每个值必须注明来源/)]);
  });
});
