import { describe, expect, it } from '@jest/globals';
import {
  type CaseSlice,
  loadCatalogue,
  loadPacks,
  packSlice,
  type RegionPack,
  SliceError,
  type SliceRequest,
} from '../src/index.ts';

const packs = loadPacks();
const catalogue = loadCatalogue();
const pack = (id: string): RegionPack => {
  const found = packs.get(id);
  if (found === undefined) throw new Error(id);
  return found;
};
const slice = (id: string, itemCodes: string[], request: Partial<SliceRequest> = {}): CaseSlice =>
  packSlice(pack(id), catalogue, { stage: 'constructionPermit', channel: 'online', itemCodes, ...request });

describe('a slice', () => {
  it('湖南 online: each department accepts its own item', () => {
    const hunan = slice('hunan', ['I40', 'I29']);
    expect(hunan).toMatchObject({
      region: { id: 'hunan', name: '湖南', packVersion: '1.0' },
      stage: { code: 'constructionPermit', name: '施工许可', leadDepartment: 'housing' },
      channel: 'online',
      acceptance: { by: 'department', misroute: { period: { amount: 1 }, effectiveFrom: 'expiry' } },
      items: [
        { code: 'I40', department: 'urban-management', departmentName: '城管', promised: { amount: 3 } },
        { code: 'I29', department: 'transport', departmentName: '交通运输', promised: { amount: 5 } },
      ],
      documents: {
        acceptance: { name: '受理通知书', issuedBy: 'department', seal: '{department}印章' },
        correction: { name: '材料补齐补正通知', issuedBy: 'department' },
        acceptanceRefusal: { issuedBy: 'department' },
        singleNotice: { name: '一单告知', issuedBy: 'window' },
      },
    });
    expect(hunan.departments['water']).toBe('水利');
    expect(hunan.documents.deficits).toBeUndefined();
  });

  it('湖南 on site: the same document, of the window', () => {
    expect(slice('hunan', ['I40'], { channel: 'onsite' })).toMatchObject({
      acceptance: { by: 'window' },
      documents: { acceptance: { name: '受理通知书', issuedBy: 'window', seal: '实体窗口印章' } },
    });
  });

  it('江城 on site: the window accepts', () => {
    expect(slice('jiangcheng', ['I46'], { channel: 'onsite' })).toMatchObject({
      channel: 'onsite',
      windowName: '综合服务窗口',
      acceptance: { by: 'window', correction: { by: 'window', draftedByDepartment: true } },
      items: [{ code: 'I46', departmentName: '住建', statutory: { start: 'receipt' }, prerequisites: [] }],
      documents: {
        acceptance: { name: '受理回执', issuedBy: 'window' },
        departmentCorrection: { name: '一次性补正材料告知书' },
        deficits: { name: '容缺受理通知' },
      },
      rules: { deficits: { mode: 'accept' } },
      officeHours: {
        sessions: [
          { from: '09:00', to: '12:00' },
          { from: '13:30', to: '17:30' },
        ],
      },
    });
  });

  it('襄州 and 大连: the window issues once the departments have answered, each refuses for itself', () => {
    expect(slice('xiangzhou', ['I39'])).toMatchObject({
      acceptance: { by: 'departmentsThenWindow' },
      documents: {
        acceptance: { name: '受理通知书', issuedBy: 'window', seal: '综合窗口印章' },
        correction: { name: '一次性告知单', issuedBy: 'window' },
        acceptanceRefusal: { issuedBy: 'department' },
      },
    });
    expect(slice('dalian', ['I39'])).toMatchObject({
      acceptance: { by: 'allDepartments' },
      documents: {
        acceptance: { name: '受理决定书', issuedBy: 'window', seal: '审批专用章' },
        correction: { name: '申请材料补正通知书', issuedBy: 'window', seal: '审批专用章' },
        denial: { issuedBy: 'department', seal: '{department}印章' },
        supervisionNotice: { issuedBy: 'supervisor' },
      },
    });
  });

  it('takes along what workflows read, and no more', () => {
    for (const id of packs.keys()) {
      expect(Object.keys(slice(id, ['I39']).rules)).toEqual([
        'deficits',
        'commitment',
        'stageInquiry',
        'consultationSilence',
        'paper',
        'resultMismatch',
        'scanWatermark',
        'deliveryFeedback',
        'selfPrint',
        'ladder',
        'assistance',
        'offDayReceipt',
        'stageCompletion',
        'noticeChannels',
        'extension',
        'specialProcedures',
        'correctionNotice',
        'consultationClock',
      ]);
    }
  });

  it('holds prerequisites outside the application as met', () => {
    const prerequisites = (codes: string[], code: string) =>
      slice('jiangcheng', codes).items.find((item) => item.code === code)?.prerequisites;
    expect(prerequisites(['I46', 'I44', 'I45'], 'I46')).toEqual([['I44'], ['I45']]);
    expect(prerequisites(['I46', 'I44'], 'I46')).toEqual([['I44']]);
    expect(prerequisites(['I38', 'I41'], 'I41')).toEqual([['I38']]);
    const land = slice('hunan', ['I10', 'I02', 'I01'], { stage: 'landUsePermit' });
    expect(land.items[0]?.prerequisites).toEqual([['I01', 'I02']]);
  });

  it('is plain JSON, and its own copy', () => {
    for (const id of packs.keys()) {
      const one = slice(id, ['I39']);
      expect(JSON.parse(JSON.stringify(one))).toEqual(one);
      one.periods.delivery.amount = 99;
      one.items.forEach((item) => item.materials.pop());
      expect(slice(id, ['I39'])).not.toEqual(one);
      expect(slice(id, ['I39']).periods.delivery.amount).toBe(10);
    }
  });

  it.each([
    ['no-items', []],
    ['unknown-item', ['I99']],
    ['repeated-item', ['I39', 'I39']],
    ['item-of-other-stage', ['I39', 'I15']],
  ])('refuses a filing: %s', (code, itemCodes) => {
    expect(() => slice('hunan', itemCodes)).toThrow(expect.objectContaining({ name: 'SliceError', code }));
  });

  it('000-02: opens no stage without a lead', () => {
    const request: SliceRequest = { stage: 'constructionPermit', channel: 'online', itemCodes: ['I39'] };
    const stages = catalogue.stages.map((stage) => ({ ...stage, leadDepartment: null }));
    const leaderless = { ...pack('hunan'), leadDepartments: {} };
    expect(() => packSlice(leaderless, { ...catalogue, stages }, request)).toThrow(SliceError);
    expect(packSlice(leaderless, catalogue, request).stage.leadDepartment).toBe('housing');
  });
});
