import { describe, expect, it } from '@jest/globals';
import { inquirySlice, loadCatalogue, loadPacks, questionSlice, type RegionPack } from '../src/index.ts';

const packs = loadPacks();
const catalogue = loadCatalogue();
const pack = (id: string): RegionPack => {
  const found = packs.get(id);
  if (found === undefined) throw new Error(id);
  return found;
};

describe('what a question takes of its region', () => {
  it.each(['jiangcheng', 'hunan', 'xiangzhou', 'dalian'])('%s: a period and an answer', (id) => {
    const slice = questionSlice(pack(id), catalogue, { itemCode: 'I46' });
    expect(slice).toMatchObject({
      period: { amount: 2, unit: 'workingDay', dayEnd: 'office' },
      documents: { questionAnswer: { name: '咨询答复' } },
      coordinator: 'housing',
    });
    expect(JSON.parse(JSON.stringify(slice))).toEqual(slice);
  });

  it('without an item the window coordinates', () => {
    expect(questionSlice(pack('hunan'), catalogue, {})).toMatchObject({ coordinator: 'window' });
  });

  it.each([
    ['unknown-item', 'hunan', { itemCode: 'I99' }, /I99/],
    ['unknown-contact-sheet', 'hunan', { contactSheet: '专业技术' }, /没有咨询联络单/],
    ['unknown-contact-sheet', 'dalian', { contactSheet: '其他' }, /项目生成、专业技术/],
  ])('refuses %s', (code, id, request, message) => {
    const refused = { name: 'SliceError', code, message: expect.stringMatching(message) };
    expect(() => questionSlice(pack(id), catalogue, request)).toThrow(expect.objectContaining(refused));
  });
});

describe('what a stage inquiry takes of its region', () => {
  const stage = 'constructionPermit';

  it('湖南: asks who is named', () => {
    const { slice, asked } = inquirySlice(pack('hunan'), catalogue, {
      stage,
      departments: ['housing', 'water-supply'],
    });
    expect(asked).toEqual(['housing', 'water-supply']);
    expect(slice).toMatchObject({
      stage: { code: stage, name: '施工许可', leadDepartment: 'housing' },
      reply: { amount: 2, unit: 'workingDay', basis: ['002 二(一)1(2)'] },
      documents: { singleNotice: { name: '一单告知' } },
    });
    expect(slice.items.find(({ code }) => code === 'I46')?.materials).toContain('中标通知书');
    expect(slice.items.map(({ code }) => code)).not.toContain('I10');
  });

  it('without names, every department with an item in the stage', () => {
    const { asked } = inquirySlice(pack('hunan'), catalogue, { stage, departments: [] });
    expect(asked).toEqual(expect.arrayContaining(['housing', 'transport', 'meteorology', 'urban-management']));
    expect(new Set(asked).size).toBe(asked.length);
  });

  it.each(['jiangcheng', 'xiangzhou', 'dalian'])('%s offers none', (id) => {
    const refused = { code: 'no-inquiry', message: expect.stringContaining('一次征询') };
    expect(() => inquirySlice(pack(id), catalogue, { stage, departments: [] })).toThrow(
      expect.objectContaining(refused),
    );
  });

  it('asks each once', () => {
    const departments = ['housing', 'housing'];
    expect(() => inquirySlice(pack('hunan'), catalogue, { stage, departments })).toThrow(
      expect.objectContaining({ code: 'repeated-department', message: '住建' }),
    );
  });
});
