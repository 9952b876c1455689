import { describe, expect, it } from '@jest/globals';
import { contentHash, loadPacks, packWarnings, type RegionPack, refusedSince } from '../src/index.ts';

const packs = loadPacks();
const pack = (id: string, changes: Partial<RegionPack> = {}): RegionPack => {
  const found = packs.get(id);
  if (found === undefined) throw new Error(id);
  return { ...found, ...changes };
};
const warned = (changes: Partial<RegionPack>, today = '2026-11-16'): string[] =>
  packWarnings(pack('hunan', changes), today);

describe('the standing of a pack', () => {
  it('in force needs no word', () => {
    expect(warned({})).toEqual([]);
  });

  it.each<[string, Partial<RegionPack>, RegExp]>([
    ['a draft', { status: 'draft' }, /征求意见稿/],
    ['one that is expired', { status: 'expired' }, /规程已失效，仍按其受理/],
    ['one whose last day is past', { effectiveTo: '2026-11-15' }, /已失效（至 2026-11-15）/],
    ['one not yet in force', { effectiveFrom: '2026-11-17' }, /自 2026-11-17 起施行/],
    ['a trial without an end', { status: 'trial' }, /试行/],
    ['a reference', { binding: 'reference' }, /仅供参照/],
  ])('%s warns', (_, changes, text) => {
    expect(warned(changes)).toEqual([expect.stringMatching(text)]);
  });

  it('holds to the end of its last day', () => {
    expect(warned({ effectiveTo: '2026-11-16' })).toEqual([]);
  });

  it('000-63: new filings after the end are taken with a warning, or refused where the region says so', () => {
    const { rules } = pack('hunan');
    const refusing = { rules: { ...rules, afterExpiry: { value: 'refuse' as const, basis: ['default'] } } };
    expect(refusedSince(pack('hunan', { effectiveTo: '2026-11-15' }), '2026-11-16')).toBeUndefined();
    expect(refusedSince(pack('hunan', { effectiveTo: '2026-11-15', ...refusing }), '2026-11-16')).toContain('失效');
    expect(refusedSince(pack('hunan', { effectiveTo: '2026-11-15', ...refusing }), '2026-11-15')).toBeUndefined();
    expect(refusedSince(pack('hunan', refusing), '2026-11-16')).toBeUndefined();
  });
});

describe('the hash of a pack', () => {
  it('is of what it says, not of how it is written', () => {
    const { id, name, ...rest } = pack('hunan');
    expect(contentHash({ ...rest, name, id })).toBe(contentHash(pack('hunan')));
    expect(contentHash(pack('hunan'))).toMatch(/^[0-9a-f]{64}$/);
    expect(contentHash(pack('hunan', { version: '1.1' }))).not.toBe(contentHash(pack('hunan')));
    expect(contentHash({ list: [1, 2] })).not.toBe(contentHash({ list: [2, 1] }));
  });
});
