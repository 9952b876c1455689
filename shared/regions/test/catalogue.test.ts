import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  type CatalogueItem,
  departmentByName,
  itemByCode,
  loadCatalogue,
  presentDepartments,
  publishingProblems,
} from '../src/index.ts';
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
    expect(count(presentDepartments(catalogue).map(({ kind }) => kind))).toEqual({ department: 15, utility: 6 });
    expect(catalogue.notice).toContain('示例');
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
      promised: { period: { amount: 3, unit: 'workingDay' }, start: 'acceptance' },
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
      promised: { period: { amount: 3 } },
      result: '排水许可证/审核意见',
    });
    expect(item('I29')).toMatchObject({
      department: 'transport',
      promised: { period: { amount: 5 } },
      commitmentAllowed: false,
    });
    expect(item('I39')).toMatchObject({
      department: 'urban-management',
      promised: { period: { amount: 10 } },
      prerequisites: [],
    });
    expect(item('I31')).toMatchObject({
      department: 'civil-defence',
      type: 'levy',
      promised: { period: { amount: 3 } },
    });
    expect(item('I31').prerequisites).toEqual([{ anyOf: ['I30'], whenApplicable: false }]);
    expect(item('I45')).toMatchObject({ statutory: { period: { amount: 15 } }, deficitsAllowed: false });
  });

  it('each limit has its unit and its start, each material its basis', () => {
    for (const { code, promised, statutory, materials } of catalogue.items) {
      for (const limit of [promised, statutory])
        if (limit !== null) expect(limit.period.basis.length).toBeGreaterThan(0);
      if (promised !== null) expect(promised.start).toBe('acceptance');
      if (statutory !== null)
        expect([code, statutory.start]).toEqual([code, ['I19', 'I46'].includes(code) ? 'receipt' : 'acceptance']);
      for (const { basis } of materials) expect(basis.length).toBeGreaterThan(0);
    }
  });

  it('行政许可法 45: only what the law leaves out stops the clock', () => {
    const stops = (code: string): string[] =>
      item(code).specialProcedures.flatMap(({ name, stopsClock }) => (stopsClock ? [name] : []));
    expect([stops('I28'), stops('I40'), stops('I22')]).toEqual([
      ['专家评审'],
      ['检测'],
      ['听证', '征求意见', '争议中止'],
    ]);
    expect(stops('I15')).toEqual(['民用建筑节能征求意见']);
    for (const code of ['I09', 'I17', 'I25', 'I38', 'I49', 'I51']) expect(stops(code)).toEqual([]);
    for (const { specialProcedures } of catalogue.items)
      for (const { stopsClock, basis } of specialProcedures) expect(stopsClock).toBe(!basis.includes('default'));
  });

  it('行政许可法 58: permits cost nothing, a levy names its basis', () => {
    for (const { type, fee } of catalogue.items) {
      if (type === 'permit') expect(fee).toEqual({ mode: 'none', basis: ['行政许可法 58'] });
      if (type === 'levy')
        expect(fee).toMatchObject({ mode: 'charged', basis: expect.arrayContaining(['地方收费文件']) });
    }
  });

  it('a department that is no more is found by its name and gives its successor', () => {
    const successors = ['规划', '国土', '建设', '消防', '文广'].map((name) => departmentByName(catalogue, name)?.code);
    expect(successors).toEqual(['planning', 'planning', 'housing', 'housing', 'culture']);
    expect(presentDepartments(catalogue).map(({ name }) => name)).not.toContain('消防');
  });

  it('limits that follow no general form', () => {
    expect(item('I19').statutory).toMatchObject({
      period: { amount: 60, unit: 'naturalDay' },
      start: 'receipt',
      variants: [{ when: '报告表', amount: 30 }],
    });
    expect(item('I02').statutory).toMatchObject({ period: { amount: 20 }, extensionCeiling: 40 });
    expect(item('I20')).toMatchObject({
      handling: 'immediate',
      promised: { period: { amount: 1, basis: ['default'] } },
    });
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

  it('000-47, 000-48: no deficits for what is decided on the spot, or without a material that may be missing', () => {
    for (const changes of [
      { 'items.45.handling': 'immediate' },
      { 'items.45.materials': [{ name: '申请表', critical: true, basis: ['建筑法 8'] }] },
    ]) {
      const found = refusal(() => loadCatalogue(changedCatalogue(changes)));
      expect(found).toMatchObject([{ path: 'items[45].deficitsAllowed', message: expect.stringContaining('000-4') }]);
    }
  });

  it.each([
    ['a fee without a basis', { 'items.30.fee.basis': [] }, 'items[30].fee.basis'],
    ['a fee by default', { 'items.30.fee.basis': ['default'] }, 'items[30].fee.basis'],
    ['a levy that charges nothing', { 'items.30.fee': { mode: 'none', basis: ['default'] } }, 'items[30].fee'],
    ['an item of a department that is no more', { 'items.45.department': 'construction' }, 'items[45].department'],
    ['a limit without a start', { 'items.45.promised.start': undefined }, 'items[45].promised.start'],
  ])('no %s', (_, changes, path) => {
    expect(refusal(() => loadCatalogue(changedCatalogue(changes))).map((problem) => problem.path)).toContain(path);
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

describe('frequent questions', () => {
  it('are samples with a basis, of items that there are or of every filing', () => {
    expect(catalogue.faq.length).toBeGreaterThan(0);
    expect(catalogue.faq.every(({ sample, basis }) => sample && basis.length > 0)).toBe(true);
    for (const { itemCode } of catalogue.faq) if (itemCode !== null) expect(item(itemCode).code).toBe(itemCode);
  });

  it('of an item that there is not are refused', () => {
    const root = changedCatalogue({});
    const file = join(root, 'faq.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"I29"', '"I99"'));
    expect(refusal(() => loadCatalogue(root))).toContainEqual(
      expect.objectContaining({ path: 'questions[2].itemCode', message: expect.stringContaining('I99') }),
    );
  });
});
