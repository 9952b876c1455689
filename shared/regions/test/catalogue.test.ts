import { describe, expect, it } from '@jest/globals';
import { type CatalogueItem, itemByCode, loadCatalogue, publishingProblems } from '../src/index.ts';
import { changedCatalogue, refusal } from './data.ts';

const catalogue = loadCatalogue();
const item = (code: string): CatalogueItem => {
  const found = itemByCode(catalogue, code);
  if (found === undefined) throw new Error(code);
  return found;
};
const count = (keys: string[]): Record<string, number> =>
  keys.reduce<Record<string, number>>((sum, key) => ({ ...sum, [key]: (sum[key] ?? 0) + 1 }), {});

describe('the sample catalogue', () => {
  it('003-01: has 56 items of 15 departments and six utilities', () => {
    expect(catalogue.items.map(({ code }) => code)).toEqual(
      Array.from({ length: 56 }, (_, index) => `I${String(index + 1).padStart(2, '0')}`),
    );
    expect(count(catalogue.departments.map(({ kind }) => kind))).toEqual({ department: 15, utility: 6 });
    expect(new Set(catalogue.items.map(({ department }) => department)).size).toBe(21);
    expect(catalogue.items.every(({ sample }) => sample)).toBe(true);
  });

  it('has the stages and types of the source list', () => {
    expect(count(catalogue.items.map(({ stage }) => stage))).toEqual({
      landUsePermit: 20,
      engineeringPermit: 11,
      constructionPermit: 12,
      completionAcceptance: 7,
      utilityConnection: 6,
    });
    expect(count(catalogue.items.map(({ type }) => type))).toEqual({
      permit: 30,
      other: 8,
      record: 7,
      utility: 6,
      review: 2,
      levy: 2,
      confirmation: 1,
    });
    expect(catalogue.stages.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5]);
  });

  it('I46: three working days promised, seven natural days from receipt by law', () => {
    expect(item('I46')).toMatchObject({
      department: 'housing',
      stage: 'constructionPermit',
      promised: { amount: 3, unit: 'workingDay' },
      statutory: { period: { amount: 7, unit: 'naturalDay', basis: ['建筑法 8'] }, start: 'receipt' },
      commitmentAllowed: true,
      deficitsAllowed: true,
    });
    expect(item('I46').prerequisites.map(({ anyOf, whenApplicable }) => [...anyOf, whenApplicable])).toEqual([
      ['I10', false],
      ['I15', false],
      ['I44', false],
      ['I45', true],
    ]);
  });

  it('I40, I29, I39, I31, I45', () => {
    expect(item('I40')).toMatchObject({
      department: 'urban-management',
      promised: { amount: 3 },
      result: '排水许可证/审核意见',
    });
    expect(item('I29')).toMatchObject({ department: 'transport', promised: { amount: 5 }, commitmentAllowed: false });
    expect(item('I39')).toMatchObject({ department: 'urban-management', promised: { amount: 10 }, prerequisites: [] });
    expect(item('I31')).toMatchObject({ department: 'civil-defence', type: 'levy', promised: { amount: 3 } });
    expect(item('I31').prerequisites).toEqual([{ anyOf: ['I30'], whenApplicable: false }]);
    expect(item('I45')).toMatchObject({ statutory: { period: { amount: 15 } }, deficitsAllowed: false });
  });

  it('limits that follow no general form', () => {
    expect(item('I19').statutory).toMatchObject({
      period: { amount: 60, unit: 'naturalDay' },
      start: 'receipt',
      variants: [{ when: '报告表', amount: 30 }],
    });
    expect(item('I02').statutory).toMatchObject({ period: { amount: 20 }, extensionCeiling: 40 });
    expect(item('I20')).toMatchObject({ handling: 'immediate', promised: { amount: 1, basis: ['default'] } });
    expect(item('I53')).toMatchObject({ promised: null, note: expect.stringContaining('电压') });
    expect(item('I50').statutory).toBeNull();
    expect(item('I10').prerequisites).toEqual([{ anyOf: ['I01', 'I02', 'I04'], whenApplicable: false }]);
  });

  it('policy 1.8-6: of an item open to deficits only the last material may be missing', () => {
    for (const { code, materials, deficitsAllowed } of catalogue.items) {
      const missable = materials.flatMap(({ critical }, index) => (critical ? [] : [index]));
      expect([code, missable]).toEqual([code, deficitsAllowed ? [materials.length - 1] : []]);
    }
    expect(item('I46').materials.at(-1)).toMatchObject({ name: '资金承诺', critical: false });
  });
});

describe('publishing', () => {
  it('000-01: no item without a stage or a type', () => {
    for (const key of ['stage', 'type']) {
      expect(refusal(() => loadCatalogue(changedCatalogue({ [`items.45.${key}`]: undefined })))).toMatchObject([
        { path: `items[45].${key}`, message: expect.stringContaining('不得发布（000-01） / ') },
      ]);
    }
  });

  it.each([undefined, []])('003-13: no material with the basis %p', (basis) => {
    const changed = changedCatalogue({ 'items.45.materials.0.basis': basis });
    expect(refusal(() => loadCatalogue(changed))).toMatchObject([
      { path: 'items[45].materials[0].basis', message: expect.stringContaining('003-13') },
    ]);
  });

  it('one item by itself', () => {
    expect(publishingProblems(item('I46'))).toEqual([]);
    expect(publishingProblems({ ...item('I46'), stage: '' })).toMatchObject([{ path: 'stage' }]);
  });

  it.each([
    ['department', 'nobody', 'items[45].department'],
    ['prerequisites', [{ anyOf: ['I99'], whenApplicable: false }], 'items[45].prerequisites'],
    ['prerequisites', [{ anyOf: ['I46'], whenApplicable: false }], 'items[45].prerequisites'],
    ['code', 'I45', 'items[45]'],
  ])('no item whose %s is %j', (key, value, path) => {
    const found = refusal(() => loadCatalogue(changedCatalogue({ [`items.45.${key}`]: value })));
    expect(found.map((problem) => problem.path)).toContain(path);
  });
});
