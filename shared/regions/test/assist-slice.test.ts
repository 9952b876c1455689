import { describe, expect, it } from '@jest/globals';
import { type AssistRequest, assistSlice, loadCatalogue, loadPacks, type RegionPack } from '../src/index.ts';
import { changedPack, refusal } from './data.ts';

const packs = loadPacks();
const catalogue = loadCatalogue();
const pack = (id: string): RegionPack => {
  const found = packs.get(id);
  if (found === undefined) throw new Error(id);
  return found;
};
const slice = (id: string, request: Partial<AssistRequest> = {}): ReturnType<typeof assistSlice> =>
  assistSlice(pack(id), catalogue, { kind: '一般工程', itemCodes: [], ...request });

describe('what a commission takes of its region', () => {
  it('江城: scope, desk, periods and documents', () => {
    expect(slice('jiangcheng')).toMatchObject({
      region: { id: 'jiangcheng', name: '江城', packVersion: '1.0' },
      kind: { name: '一般工程', covered: true },
      rule: { scope: { basis: ['001 二'] }, officer: { atOneTime: 1 } },
      deskName: '协办专窗',
      periods: { assistContact: { amount: 1, unit: 'workingDay', dayEnd: 'office', basis: ['001 七'] } },
      documents: { commissionForm: { name: '委托协办申请表', issuedBy: 'assist-desk', seal: '“项目协办”窗口印章' } },
    });
  });

  it.each(['特殊工程', '交通重大工程', '水利重大工程', '能源重大工程'])('001 二: %s is not covered', (kind) => {
    expect(slice('jiangcheng', { kind }).kind).toEqual({ name: kind, covered: false });
  });

  it('is plain JSON, and its own copy', () => {
    const one = slice('jiangcheng', { itemCodes: ['I29', 'I39'] });
    expect(JSON.parse(JSON.stringify(one))).toEqual(one);
    one.periods.assistContact.amount = 9;
    expect(slice('jiangcheng').periods.assistContact.amount).toBe(1);
  });

  it.each([
    ['no-assist', 'hunan', {}, /协办/],
    ['unknown-kind', 'jiangcheng', { kind: '市政工程' }, /一般工程/],
    ['unknown-item', 'jiangcheng', { itemCodes: ['I99'] }, /I99/],
    ['repeated-item', 'jiangcheng', { itemCodes: ['I29', 'I29'] }, /I29/],
  ])('refuses a request: %s', (code, id, request, message) => {
    const refused = { name: 'SliceError', code, message: expect.stringMatching(message) };
    expect(() => slice(id, request)).toThrow(expect.objectContaining(refused));
  });

  it('a region with commissions says what they cover', () => {
    const root = changedPack('jiangcheng', 'elsewhere', { assist: undefined });
    expect(refusal(() => loadPacks(root))).toContainEqual(
      expect.objectContaining({ path: 'assist', message: expect.stringMatching(/协办范围/) }),
    );
  });
});
