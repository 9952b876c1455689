import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DataError, loadCatalogue, loadPacks, presentDepartments, type RegionPack } from '../src/index.ts';
import { changedPack, refusal } from './data.ts';

const law = { period: { amount: 5, unit: 'workingDay', dayEnd: 'office' }, effectiveFrom: 'receipt' };

describe('bundled packs', () => {
  const packs = loadPacks();

  it('are valid and found by id', () => {
    expect([...packs.keys()]).toEqual(['dalian', 'hunan', 'jiangcheng', 'xiangzhou']);
    for (const [id, pack] of packs) expect(pack.id).toBe(id);
  });

  it('hold the statutory acceptance of 行政许可法 32(4) in every channel', () => {
    for (const { acceptance } of packs.values()) {
      for (const rule of [acceptance.online, acceptance.onsite]) {
        expect(rule.statutory).toMatchObject(law);
        expect(rule.statutory.basis).toEqual(['行政许可法 32(4)']);
      }
    }
  });

  it('say who accepts', () => {
    const by = (id: string) => {
      const acceptance = packs.get(id)?.acceptance;
      return [acceptance?.online.by, acceptance?.onsite.by];
    };
    expect(by('jiangcheng')).toEqual(['window', 'window']);
    expect(by('hunan')).toEqual(['department', 'window']);
    expect(by('xiangzhou')).toEqual(['departmentsThenWindow', 'departmentsThenWindow']);
    expect(by('dalian')).toEqual(['allDepartments', 'allDepartments']);
  });

  it('002-22: silence on a misrouted item accepts it at expiry', () => {
    expect(packs.get('hunan')?.acceptance.online).toMatchObject({
      misroute: {
        period: { amount: 1, unit: 'workingDay', dayEnd: 'office', basis: ['002 二(一)2(2)'] },
        onSilence: 'accepted',
        effectiveFrom: 'expiry',
      },
    });
  });

  it('policy 1.8-4: periods of the applicant and the owner end at 24:00, all others at the close of office hours', () => {
    const owners = ['correctionByApplicant', 'terminationConfirmation', 'terminationAnnouncement'];
    for (const { periods } of packs.values()) {
      for (const [key, { dayEnd }] of Object.entries(periods)) {
        expect([key, dayEnd]).toEqual([key, owners.includes(key) ? 'midnight' : 'office']);
      }
    }
  });

  it('policy 3.6: keep the periods of each region', () => {
    const amounts = (id: string) =>
      Object.fromEntries(Object.entries(packs.get(id)?.periods ?? {}).map(([key, { amount }]) => [key, amount]));
    const everywhere = {
      correctionByApplicant: 15,
      questionAnswer: 2,
      consultationReply: 5,
      itemLimit: 20,
      itemExtension: 10,
      stageLimit: 45,
      stageExtension: 15,
      handover: 1,
      issue: 3,
      delivery: 10,
      deliveryFeedback: 1,
      pickupReminder: 5,
      ratingCallback: 1,
      ratingRectification: 5,
    };
    expect(amounts('hunan')).toEqual({ ...everywhere, inquiryReply: 2 });
    expect(amounts('xiangzhou')).toEqual(everywhere);
    const { deliveryFeedback: _, ...withoutFeedback } = everywhere;
    expect(amounts('dalian')).toEqual(withoutFeedback);
    expect(amounts('jiangcheng')).toEqual({
      ...everywhere,
      correctionDraft: 3,
      assistContact: 1,
      assistHandover: 1,
      terminationConfirmation: 5,
      terminationAnnouncement: 10,
    });
  });
});

describe('a broken pack is refused, with its place', () => {
  const cases: [string, Record<string, unknown>, string, RegExp][] = [
    [
      'a wrong value',
      { 'periods.issue.amount': '三' },
      'periods.issue.amount',
      /期望 数字.* \/ Invalid input: expected number/,
    ],
    ['an unknown unit', { 'periods.issue.unit': 'week' }, 'periods.issue.unit', /workingDay/],
    ['a missing rule', { 'rules.deficits': undefined }, 'rules.deficits', / \/ /],
    ['an unknown key', { 'periods.isue': {} }, 'periods.isue', /isue/],
    ['a value without a source', { 'periods.issue.basis': undefined }, 'periods.issue.basis', /必须注明来源/],
    ['an empty source', { 'periods.issue.basis': [] }, 'periods.issue.basis', /必须注明来源/],
    ['a source that is none', { 'periods.issue.basis': ['同上'] }, 'periods.issue.basis[0]', /must|cites a clause/],
    ['a seed it does not list', { 'periods.issue.basis': ['003 四3'] }, 'periods.issue.basis[0]', /003/],
    ['another acceptance mode', { 'acceptance.online.by': 'nobody' }, 'acceptance.online.by', / \/ /],
    ['no misroute rule', { 'acceptance.online.misroute': undefined }, 'acceptance.online.misroute', / \/ /],
    ['an inquiry without its period', { 'periods.inquiryReply': undefined }, 'periods.inquiryReply', /缺少该期限/],
    [
      'an inquiry without its notice',
      { 'documentNames.singleNotice': undefined },
      'documentNames.singleNotice',
      /文书/,
    ],
    ['in force since never', { effectiveFrom: undefined }, 'effectiveFrom', /生效日期/],
    ['a day that does not exist', { effectiveFrom: '2026-02-30' }, 'effectiveFrom', / \/ /],
    [
      'a lead that does not exist',
      { 'leadDepartments.landUsePermit.department': 'nobody' },
      'leadDepartments.landUsePermit.department',
      /没有这个部门/,
    ],
    [
      'a stage that does not exist',
      { 'leadDepartments.later': { department: 'housing', basis: ['default'] } },
      'leadDepartments.later',
      / \/ /,
    ],
    ['an id that is not the folder', { id: 'elsewhere' }, 'id', /文件夹/],
    [
      'a trial longer than it says',
      { trial: { months: 24, basis: ['default'] }, effectiveTo: '2021-08-20' },
      'effectiveTo',
      /试行期至 2021-08-19 届满/,
    ],
    [
      'a document of nobody',
      { 'documentNames.denial.issuedBy': 'assist-desk' },
      'documentNames.denial.issuedBy',
      /holders 中没有/,
    ],
    [
      'an extension that nobody approves',
      { 'rules.extension.itemApprover': '' },
      'rules.extension.itemApprover',
      / \/ /,
    ],
    [
      'a rule without its mode',
      { 'rules.correctionNotice': { basis: ['default'] } },
      'rules.correctionNotice.mode',
      / \/ /,
    ],
    [
      'sessions out of order',
      { 'officeHours.sessions': [{ from: '13:30', to: '12:00' }] },
      'officeHours.sessions[0]',
      /时段/,
    ],
  ];
  it.each(cases)('%s', (_, changes, path, message) => {
    const found = refusal(() => loadPacks(changedPack('hunan', 'hunan', changes)));
    const problem = found.find((candidate) => candidate.path === path);
    expect(found.map((candidate) => candidate.path)).toContain(path);
    expect(problem?.message).toMatch(message);
  });

  it('what is no JSON at all', () => {
    const root = changedPack('hunan', 'hunan', {});
    writeFileSync(join(root, 'hunan/pack.json'), '{ "id": ');
    expect(refusal(() => loadPacks(root))).toMatchObject([
      { file: join(root, 'hunan/pack.json'), path: '', message: expect.stringContaining('无法读取 / cannot be read') },
    ]);
  });

  it('all places in one message, each with file and path', () => {
    const root = changedPack('hunan', 'hunan', { 'periods.issue.amount': 0, 'periods.delivery.unit': 'day' });
    expect(() => loadPacks(root)).toThrow(DataError);
    expect(() => loadPacks(root)).toThrow(/hunan\/pack\.json: periods\.issue\.amount: .*\n.*periods\.delivery\.unit: /);
  });

  it('no such folder', () => {
    expect(() => loadPacks('/nowhere/at-all')).toThrow('没有这个文件夹 / no such folder');
  });
});

describe('policy 1.6: where the regions differ', () => {
  const packs = loadPacks();
  const each = <T>(read: (pack: RegionPack) => T): Record<string, T> =>
    Object.fromEntries([...packs].map(([id, pack]) => [id, read(pack)]));
  const window = ['window', 'window'];
  const department = ['department', 'department'];

  it.each<[string, (pack: RegionPack) => unknown, unknown[]]>([
    [
      'the acceptance document',
      (p) => p.documentNames.acceptance.name,
      ['受理决定书', '受理通知书', '受理回执', '受理通知书'],
    ],
    [
      'its other names',
      (p) => p.documentNames.acceptance.alsoCalled?.[0],
      ['受理通知书', '受理通知单', undefined, undefined],
    ],
    [
      'the seal of the window',
      (p) => p.holders.window.seal,
      ['审批专用章', '实体窗口印章', '综合服务窗口印章', '综合窗口印章'],
    ],
    [
      'the correction notice',
      (p) => p.documentNames.correction.name,
      ['申请材料补正通知书', '材料补齐补正通知', '材料补齐补正通知', '一次性告知单'],
    ],
    [
      'who tells what to correct',
      ({ acceptance: { online, onsite } }) => [online.correction.by, onsite.correction.by],
      [window, ['department', 'window'], window, window],
    ],
    [
      'who refuses acceptance',
      ({ acceptance: { online, onsite } }) => [online.refusal.by, onsite.refusal.by],
      [department, ['department', 'window'], window, department],
    ],
    ['deficits', (p) => p.rules.deficits.mode, ['preAccept', 'off', 'accept', 'off']],
    [
      'the document of a deficit',
      (p) => p.documentNames.deficits?.name,
      ['容缺预受理单', undefined, '容缺受理通知', undefined],
    ],
    ['commitments', (p) => p.rules.commitment.value, ['off', 'onAcceptanceDocument', 'letter', 'off']],
    ['paper', (p) => p.rules.paper.value, ['electronicFirst', 'byException', 'oneSetRequired', 'forwarded']],
    ['stage inquiries', (p) => p.rules.stageInquiry.value, [false, true, false, false]],
    ['a result that differs', (p) => p.rules.resultMismatch.value, ['discrepancy', 'hold', 'discrepancy', 'rejection']],
    ['the ladder', (p) => p.rules.ladder.mode, ['rungs', 'off', 'off', 'off']],
    ['assistance', (p) => p.rules.assistance.value, ['namedHelper', 'namedHelper', 'commission', 'namedHelper']],
    [
      'receipt of papers at the window',
      (p) => p.rules.onsiteReceipt.value,
      ['push', 'listOrConfirmation', 'list', 'listAndConfirmation'],
    ],
    ['utilities', (p) => p.rules.utilities.value, ['inquirySeat', 'asDepartment', 'windowStaff', 'mergedWindow']],
    ['disputes', (p) => p.rules.disputes.mode, ['off', 'off', 'off', 'ticket']],
    ['the hall', (p) => p.rules.hall.mode, ['queue', 'plain', 'plain', 'plain']],
    ['the check period online', (p) => p.acceptance.online.check?.amount, [2, undefined, 2, 2]],
    [
      'the standing',
      (p) => [p.status, p.binding].join(),
      ['trial,binding', 'in-force,binding', 'draft,reference', 'in-force,binding'],
    ],
  ])('%s', (_, read, [dalian, hunan, jiangcheng, xiangzhou]) => {
    expect(each(read)).toEqual({ dalian, hunan, jiangcheng, xiangzhou });
  });

  it('004-34…38: 7/5/3 working days, then daily until the decision', () => {
    expect(packs.get('dalian')?.rules.ladder).toMatchObject({
      rungs: [
        { workingDaysBefore: 7, document: 'alert', to: ['handler'], basis: ['004 三(三)'] },
        { workingDaysBefore: 5, document: 'reminderNotice', to: ['department'] },
        { workingDaysBefore: 3, document: 'supervisionNotice', to: ['department', 'deputyHead'] },
      ],
      daily: { document: 'trackingReport', to: ['head'], every: { value: 'workingDay', basis: ['default'] } },
      at: '09:00',
      onShortPromise: 'skip',
    });
  });

  it('004-01, 004-03, 003-01: scopes, stage names, what the region set out to reach', () => {
    const { scopes, stageNames } = packs.get('dalian') ?? {};
    expect(scopes?.map(({ name, binding }) => [name, binding])).toEqual([
      ['市内四区', 'binding'],
      ['其他区县（先导区）', 'reference'],
    ]);
    expect(stageNames?.engineeringPermit).toMatchObject({
      name: '工程建设许可',
      alsoCalled: expect.arrayContaining(['建设工程规划许可']),
    });
    const target = packs.get('xiangzhou')?.catalogueTarget;
    const catalogue = loadCatalogue();
    expect(target).toMatchObject({
      items: catalogue.items.length,
      departments: presentDepartments(catalogue).filter(({ kind }) => kind === 'department').length,
    });
  });

  it('the law is the same everywhere', () => {
    for (const { rules } of packs.values()) {
      expect(rules.extension).toMatchObject({
        times: 1,
        itemApprover: '本行政机关负责人',
        stageApprover: '本级人民政府负责人',
      });
      expect(rules.specialProcedures.closedList).toEqual([
        '听证',
        '招标',
        '拍卖',
        '检验',
        '检测',
        '检疫',
        '鉴定',
        '专家评审',
      ]);
      expect(rules.consultationSilence.value).toBe('escalate');
    }
  });
});

describe('another region is only another folder', () => {
  const base = { name: '云州', code: '990000' };
  const terms = loadPacks().get('hunan')?.acceptance.onsite;

  it.each(['departmentsThenWindow', 'allDepartments', 'window'])('accepting by %s', (by) => {
    const rule = { ...terms, by };
    const root = changedPack('hunan', 'yunzhou', { ...base, 'acceptance.online': rule, 'acceptance.onsite': rule });
    expect(loadPacks(root).get('yunzhou')?.acceptance.online.by).toBe(by);
  });

  it('with a ladder, pre-acceptance and summer hours', () => {
    const basis = ['default'];
    const sessions = [{ from: '08:30', to: '17:00' }];
    const document = { issuedBy: 'window', basis };
    const root = changedPack('hunan', 'yunzhou', {
      ...base,
      status: 'trial',
      effectiveTo: '2029-01-01',
      'officeHours.seasons': [{ from: '06-01', to: '09-30', sessions }],
      'rules.deficits': {
        mode: 'preAccept',
        promisedOnly: false,
        supplementWithin: { amount: 15, unit: 'workingDay', dayEnd: 'midnight', basis: ['default'] },
        basis,
      },
      'rules.ladder': {
        mode: 'rungs',
        rungs: [
          { workingDaysBefore: 7, document: 'alert', to: ['handler'], basis },
          { workingDaysBefore: 5, document: 'reminderNotice', to: ['department'], basis },
          { workingDaysBefore: 3, document: 'supervisionNotice', to: ['department', 'deputyHead'], basis },
        ],
        daily: { document: 'trackingReport', to: ['head'], every: { value: 'workingDay', basis }, basis },
        at: '09:00',
        onShortPromise: 'skip',
        basis,
      },
      'documentNames.deficits': { name: '容缺预受理单', ...document },
      'documentNames.filingReceipt': { name: '收件凭证', ...document },
      'documentNames.alert': { name: '预警信息', ...document },
      'documentNames.reminderNotice': { name: '提醒通知单', ...document },
      'documentNames.supervisionNotice': { name: '督办通知单', ...document },
      'documentNames.trackingReport': { name: '跟踪报告', ...document },
    });
    expect(loadPacks(root).get('yunzhou')).toMatchObject({ status: 'trial', rules: { ladder: { mode: 'rungs' } } });
  });
});
