import { describe, expect, test } from '@jest/globals';
import { loadRegions } from '@yichuang/regions';
import { checkForm, namedIn } from '../../src/filing/check.ts';
import { refusalOf } from '../../src/filing/finding.ts';
import type { DraftForm } from '../../src/filing/form.ts';
import type { Holdings } from '../../src/filing/materials.ts';

const regions = loadRegions();
const nothing: Holdings = { files: new Map(), results: new Set() };
const form: DraftForm = {
  region: '湖南',
  stage: '施工许可',
  channel: 'online',
  project: { code: '2609-430102-89-01-123451', name: '示例产业园一期' },
  applicant: { name: '示例建设有限公司', uscc: '91430100MA4L00001J' },
  items: ['I39', 'I46'],
};
const a = '01990000-0000-7000-8000-00000000000a';
const b = '01990000-0000-7000-8000-00000000000b';
const held: Holdings = {
  files: new Map([
    [a, { name: '合同.pdf', sha256: 'aa', infected: false }],
    [b, { name: '半份.pdf', sha256: null, infected: false }],
  ]),
  results: new Set(['430000-20260101-000001-I28']),
};
const check = (change: Partial<DraftForm>, holdings = nothing, today?: string) =>
  checkForm(regions, { ...form, ...change }, holdings, today);
const faults = (change: Partial<DraftForm>, holdings = nothing): [string, string][] =>
  check(change, holdings).findings.map(({ code, field }) => [code, field]);

describe('materials', () => {
  test('a shared one is given once and bound to every item that needs it', () => {
    const { findings, filing } = check({ materials: [{ name: '合同', files: [a], results: [] }, '申请表'] }, held);
    expect(findings).toEqual([]);
    expect(filing?.filed).toMatchObject({
      materials: { I39: ['合同'], I46: expect.arrayContaining(['申请表', '合同']) },
      contents: { 合同: { files: [{ fileId: a, sha256: 'aa', name: '合同.pdf' }], results: [] } },
    });
  });

  test('by item, and by name alone: on paper or declared, no contents', () => {
    const { filing } = check({ materials: { I46: ['申请表', '别的'] } });
    expect(filing?.filed.materials).toEqual({ I46: ['申请表', '别的'] });
    expect(filing?.filed).not.toHaveProperty('contents');
  });

  test('the same file for two items is named once', () => {
    const ours = { name: '合同', files: [a], results: [] };
    const { filing } = check({ materials: { I39: [ours], I46: [ours] } }, held);
    expect(filing?.filed.contents?.['合同']?.files).toHaveLength(1);
  });

  test('a result that is held serves as a material', () => {
    const rule = { name: '规划许可', files: [], results: ['430000-20260101-000001-I28'] };
    expect(check({ materials: [rule] }, held).filing?.filed.contents).toEqual({
      规划许可: { files: [], results: ['430000-20260101-000001-I28'] },
    });
    expect(faults({ materials: [rule] })).toEqual([['unusable-result', 'materials.0.results.0']]);
  });

  test('what nobody needs, is not ours or is not whole is named with its field', () => {
    expect(faults({ materials: ['没有这份'] })).toEqual([['unknown-material', 'materials.0']]);
    expect(faults({ materials: { I40: ['x'] } })).toEqual([['unknown-item', 'materials.I40']]);
    const named = (file: string) => [{ name: '合同', files: [file], results: [] }];
    expect(faults({ materials: named(a) })).toEqual([['unusable-file', 'materials.0.files.0']]);
    expect(check({ materials: named(b) }, held).findings[0]?.message).toContain('半份.pdf');
    const infected = { ...held, files: new Map([[a, { name: 'v', sha256: 'aa', infected: true }]]) };
    expect(check({ materials: named(a) }, infected).findings[0]?.message).toContain('病毒');
  });

  test('what the form names is known before it is looked up', () => {
    expect(namedIn({ ...form, materials: [{ name: '合同', files: [a], results: ['r'] }] })).toEqual({
      files: [a],
      results: ['r'],
    });
  });
});

test('everything that is wrong is named at once, in the order of the form', () => {
  const bad = {
    stage: '没有',
    items: [],
    project: { code: 'x' },
    applicant: { uscc: 'x' },
  };
  expect(faults(bad)).toEqual([
    ['unknown-stage', 'stage'],
    ['no-items', 'items'],
    ['invalid-project-code', 'project.code'],
    ['invalid-request', 'project.name'],
    ['invalid-request', 'applicant.name'],
    ['invalid-uscc', 'applicant.uscc'],
  ]);
  const refusal = refusalOf(check(bad).findings);
  expect([refusal.status, refusal.refusal.code, refusal.errors.length]).toEqual([400, 'unknown-stage', 6]);
});

test('each wrong item is named; repeated ones together', () => {
  expect(faults({ items: ['I46', 'I999', 'I01'] })).toEqual([
    ['unknown-item', 'items'],
    ['item-of-other-stage', 'items'],
  ]);
  expect(faults({ items: ['I46', 'I46'] })).toEqual([['repeated-item', 'items']]);
});

test('rules that have run out refuse on that day', () => {
  const [[id, pack] = []] = regions.packs;
  if (!pack || id === undefined) throw new Error('no pack');
  const over = {
    ...pack,
    status: 'expired' as const,
    rules: { ...pack.rules, afterExpiry: { value: 'refuse' as const, basis: ['x'] } },
  };
  const packs = new Map([[id, over]]);
  const { findings } = checkForm({ ...regions, packs }, { ...form, region: id }, nothing, '2026-09-18');
  expect(findings).toContainEqual(expect.objectContaining({ code: 'expired-rules', field: 'region' }));
});
