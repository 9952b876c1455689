import { describe, expect, it } from '@jest/globals';
import {
  type Catalogue,
  guideVersions,
  loadCatalogue,
  loadPacks,
  publishedItems,
  publishedStages,
  type RegionPack,
  type ServiceGuide,
  serviceGuide,
} from '../src/index.ts';

const packs = loadPacks();
const catalogue = loadCatalogue();
const pack = (id: string): RegionPack => {
  const found = packs.get(id);
  if (found === undefined) throw new Error(id);
  return found;
};
function guide(region: string, code: string, from: Catalogue = catalogue): ServiceGuide {
  const found = serviceGuide(pack(region), from, code);
  if (found === undefined) throw new Error(code);
  return found;
}

describe('a service guide', () => {
  it('000-56, 004-41: says scope, conditions, materials, procedure, limits, fees and basis', () => {
    expect(guide('jiangcheng', 'I46')).toMatchObject({
      region: { name: '江城' },
      item: { code: 'I46', name: '建筑工程施工许可证核发(并联质量/安全监督手续)' },
      stage: { name: '施工许可' },
      department: { code: 'housing', name: '住建' },
      type: '行政许可',
      handling: '承诺件',
      sample: true,
      basis: ['建筑法 7,8'],
      conditions: [
        '符合建筑法 7,8规定的条件',
        expect.stringContaining('已取得'),
        expect.anything(),
        expect.anything(),
        expect.stringMatching(/（依法需要的）$/),
      ],
      limits: {
        promised: { text: '3个工作日，自受理之日起' },
        statutory: { text: '7个自然日，自收到齐全材料之日起', basis: ['建筑法 8'] },
      },
      fee: { charged: false, text: '不收费', basis: ['行政许可法 58'] },
      commitment: { offered: true },
      result: '建筑工程施工许可证',
      window: { name: '综合服务窗口', officeHours: ['工作日 09:00–12:00、13:30–17:30'] },
      effectiveFrom: '2026-01-01',
    });
    expect(guide('jiangcheng', 'I46').materials.at(-1)).toMatchObject({ name: '资金承诺', mayFollow: true });
    expect(guide('jiangcheng', 'I19').limits.statutory?.text).toBe(
      '60个自然日；报告表30个自然日，自收到齐全材料之日起',
    );
    expect(guide('jiangcheng', 'I31').fee).toMatchObject({
      charged: true,
      text: expect.stringContaining('易地建设费'),
    });
  });

  it('tells the procedure of the region', () => {
    const step = (region: string, text: string): string | undefined =>
      guide(region, 'I40').procedure.find((line) => line.includes(text));
    expect(step('hunan', '视为受理')).toBe(
      '网上申报的，材料推送城管，由其受理，出具受理通知书；1个工作日内未退回的视为受理',
    );
    expect(step('hunan', '窗口申报的')).toContain('实体窗口审查材料');
    expect(step('xiangzhou', '确认')).toBe('材料推送城管，经其确认后由综合窗口受理，出具受理通知书');
    expect(step('dalian', '均受理')).toContain('出具受理决定书');
    expect(guide('hunan', 'I46').materials.some(({ mayFollow }) => mayFollow)).toBe(false);
    expect(guide('dalian', 'I46').commitment).toEqual({ offered: false });
  });

  it('000-57: has a version that names its content', () => {
    const before = guide('hunan', 'I40');
    expect(before.version).toMatch(/^[0-9a-f]{64}$/);
    expect(guide('hunan', 'I40').version).toBe(before.version);
    expect(guide('dalian', 'I40').version).not.toBe(before.version);
    const items = catalogue.items.map((item) => (item.code === 'I40' ? { ...item, result: '许可证' } : item));
    expect(guide('hunan', 'I40', { ...catalogue, items }).version).not.toBe(before.version);
    expect(guide('hunan', 'I39', { ...catalogue, items }).version).toBe(guide('hunan', 'I39').version);
    expect(guide('hunan', 'I40', { ...catalogue, effectiveFrom: '2027-01-01' })).toMatchObject({
      effectiveFrom: '2027-01-01',
      version: expect.not.stringContaining(before.version),
    });
  });

  it('is pinned by item, and is there for every item of every region', () => {
    expect(guideVersions(pack('hunan'), catalogue, ['I40', 'I99'])).toEqual({ I40: guide('hunan', 'I40').version });
    for (const region of packs.values())
      expect(
        Object.keys(
          guideVersions(
            region,
            catalogue,
            catalogue.items.map(({ code }) => code),
          ),
        ),
      ).toHaveLength(56);
    expect(serviceGuide(pack('hunan'), catalogue, 'I99')).toBeUndefined();
  });
});

describe('the published catalogue', () => {
  it('000-33: lists items, of a stage or a department', () => {
    expect(publishedItems(pack('hunan'), catalogue)).toHaveLength(56);
    expect(publishedItems(pack('hunan'), catalogue, { stage: 'constructionPermit' })).toHaveLength(12);
    const [first] = publishedItems(pack('hunan'), catalogue, { department: 'transport' });
    expect(first).toEqual({
      code: 'I29',
      name: '涉路施工活动许可',
      stage: { code: 'constructionPermit', name: '施工许可' },
      department: { code: 'transport', name: '交通运输' },
      type: '行政许可',
      handling: '承诺件',
      promised: '5个工作日，自受理之日起',
      statutory: '20个工作日，自受理之日起',
      guideVersion: guide('hunan', 'I29').version,
    });
    expect(publishedItems(pack('hunan'), catalogue, { stage: 'utilityConnection', department: 'housing' })).toEqual([]);
    expect(publishedItems(pack('hunan'), catalogue).find(({ code }) => code === 'I53')?.promised).toBeNull();
  });

  it('lists the stages with lead, limit and items', () => {
    const stages = publishedStages(pack('dalian'), catalogue);
    expect(stages.map(({ name, lead }) => [name, lead?.name])).toEqual([
      ['立项用地规划许可', '自然资源规划'],
      ['工程建设许可', '自然资源规划'],
      ['施工许可', '住建'],
      ['竣工验收', '住建'],
      ['公共设施接入', '住建'],
    ]);
    expect(stages[2]).toMatchObject({ limit: { text: '45个工作日，自受理之日起', basis: ['行政许可法 42¶2'] } });
    expect(stages.flatMap(({ items }) => items)).toHaveLength(56);
    const leaderless = { ...catalogue, stages: catalogue.stages.map((stage) => ({ ...stage, leadDepartment: null })) };
    expect(publishedStages({ ...pack('dalian'), leadDepartments: {} }, leaderless)[0]?.lead).toBeNull();
  });
});
