import { describe, expect, it } from '@jest/globals';
import { departmentByName, loadCatalogue, loadPacks, regionByName, stageByName } from '../src/index.ts';

const packs = loadPacks();
const catalogue = loadCatalogue();

describe('what people call it', () => {
  it('a region by name, id or division code', () => {
    for (const key of ['湖南', 'hunan', '430000']) expect(regionByName(packs, key)?.id).toBe('hunan');
    expect(regionByName(packs, '江城')?.code).toBe('441702');
    expect(regionByName(packs, '天上')).toBeUndefined();
  });

  it('a department by name or code, without what stands in brackets', () => {
    for (const key of ['城管', 'urban-management', '城管(排水)', '城管（环卫）']) {
      expect(departmentByName(catalogue, key)?.code).toBe('urban-management');
    }
    expect(departmentByName(catalogue, '供水企业')).toMatchObject({
      kind: 'utility',
      supervisedBy: 'urban-management',
    });
    expect(departmentByName(catalogue, '')).toBeUndefined();
  });

  it('a stage by name or code', () => {
    for (const key of ['施工许可', 'constructionPermit'])
      expect(stageByName(catalogue, key)?.code).toBe('constructionPermit');
    expect(catalogue.stages.map(({ name }) => name)).toEqual([
      '立项用地规划许可',
      '工程建设许可',
      '施工许可',
      '竣工验收',
      '公共设施接入',
    ]);
    expect(stageByName(catalogue, '售后')).toBeUndefined();
  });
});
