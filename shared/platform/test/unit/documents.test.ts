/** What stands on a document, and its page. */
import { createHash } from 'node:crypto';
import { describe, expect, it, test } from '@jest/globals';
import { instant } from '@yichuang/kernel';
import { documentForm, loadPacks } from '@yichuang/regions';
import { extractText, getDocumentProxy } from 'unpdf';
import { dateInPrint, inPrint } from '../../src/documents/print.ts';
import { createRenderer, Unprintable } from '../../src/documents/render.ts';
import { testSeal } from '../../src/documents/seal.ts';
import { type Issuing, sheetOf } from '../../src/documents/sheet.ts';

const pack = loadPacks().get('jiangcheng');
const issuer = '综合服务窗口';
const issuing: Issuing = {
  data: {
    documentId: 'issuance:441702-20261116-000001-I39~pickupNotice~1',
    kind: 'pickupNotice',
    name: '领取通知',
    issuer,
    to: { name: '示例建设有限公司', uscc: '91430100MA4L00001J' },
    itemCode: 'I39',
    lines: [
      '示例建设有限公司:',
      '你单位“示例产业园一期”(项目代码 2609-430102-89-01-123451)申请的城市建筑垃圾处置核准已作出准予决定,结果已可领取。',
    ],
    seal: '综合服务窗口印章',
  },
  // 00:30 of the next day in China.
  at: instant(Date.UTC(2026, 10, 16, 16, 30)),
  basis: ['000 二(3)2', '行政许可法 44', 'default', '行政许可法 44'],
  number: '江城综窗领〔2026〕12号',
  form: documentForm(pack, 'pickupNotice', issuer),
  sources: pack?.documents ?? [],
};
const verification = { code: '7K2M-9QX4-TTBA-W8HC', url: 'http://127.0.0.1:8103/verify/7K2M9QX4TTBAW8HC' };

describe('what stands on a document', () => {
  it('is the text in print, with head, number, legal date and clauses', () => {
    expect(sheetOf(issuing)).toEqual({
      layout: 3,
      pack: 'jiangcheng 1.0',
      header: '江城区工程建设项目审批综合服务窗口',
      number: '江城综窗领〔2026〕12号',
      title: '领取通知',
      addressee: '示例建设有限公司',
      paragraphs: [
        '你单位“示例产业园一期”（项目代码 2609-430102-89-01-123451）申请的城市建筑垃圾处置核准已作出准予决定，结果已可领取。',
      ],
      issuer,
      issuedOn: '2026-11-17',
      seal: '综合服务窗口印章',
      clauses: ['《阳江市江城区工程建设项目审批“一窗受理”工作规程（征求意见稿）》二（3）2', '《行政许可法》第四十四条'],
    });
  });

  it('has a paragraph for every line that somebody wrote, and prints the clauses that the text names', () => {
    const lines = ['依照行政许可法 32(4)、行政许可法 32视为受理\n1.甲\r\n2.乙'];
    const basis = ['行政许可法 32', '行政许可法 32(4)', 'default'];
    expect(sheetOf({ ...issuing, basis, data: { ...issuing.data, lines } }).paragraphs).toEqual([
      '依照《行政许可法》第三十二条第（四）项、《行政许可法》第三十二条视为受理',
      '1.甲',
      '2.乙',
    ]);
  });

  it.each<[string, Partial<Issuing['data']>]>([
    ['addressee', { to: { name: ' ' } }],
    ['paragraphs', { lines: ['示例建设有限公司:'] }],
    ['title', { name: '' }],
    ['issuer', { issuer: '' }],
    ['seal', { seal: '' }],
  ])('is refused without %s', (field, change) => {
    expect(() => sheetOf({ ...issuing, data: { ...issuing.data, ...change } })).toThrow(`lacks ${field}`);
  });
});

test.each([
  ['2026-11-16 10:00', '2026年11月16日10:00'],
  ['签收时间:2026-11-06 10:00', '签收时间：2026年11月6日10:00'],
  ['至2026-12-11止', '至2026年12月11日止'],
  ['项目代码 2609-441702-89-01-123451', '项目代码 2609-441702-89-01-123451'],
  ['办件编号 441702-20261116-000001', '办件编号 441702-20261116-000001'],
  ['李某(代理人,授权委托书:3)', '李某（代理人，授权委托书：3）'],
  ['面积(m2)', '面积（m2）'],
  ['核发(并联手续)(I46),经审查', '核发（并联手续）（I46），经审查'],
  ['f(x), 1,000', 'f(x), 1,000'],
])('%s in print', (text, printed) => {
  expect(inPrint(text)).toBe(printed);
});

test('a date in print has no leading zeros', () => {
  expect(dateInPrint('2026-09-08')).toBe('2026年9月8日');
});

describe('the page', () => {
  const render = createRenderer({ seal: testSeal, fontsDir: undefined });
  const textOf = async (pdf: Uint8Array): Promise<{ pages: number; text: string }> => {
    const { totalPages, text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
    return { pages: totalPages, text: text.replace(/\s/g, '') };
  };

  it('holds all that stands on it, and the code it is checked with', async () => {
    const sheet = sheetOf(issuing);
    const { pages, text } = await textOf(await render(sheet, verification));
    expect(pages).toBe(1);
    const { header, number, title, addressee, paragraphs, clauses } = sheet;
    const wanted = [header, number, title, addressee, ...paragraphs, ...clauses, verification.code, verification.url];
    for (const part of [...wanted, '2026年11月17日', '测试印章']) expect(text).toContain(part.replace(/\s/g, ''));
  });

  it('has the same bytes whenever it is made', async () => {
    const another = createRenderer({ seal: testSeal, fontsDir: undefined });
    const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
    const sheet = sheetOf(issuing);
    expect(hash(await another(sheet, verification))).toBe(hash(await render(sheet, verification)));
  });

  it('goes on over as many pages as the text needs', async () => {
    const lines = Array.from(
      { length: 40 },
      (_, i) => `${String(i + 1)}.施工图设计文件审查合格书缺少审查机构盖章页,须补正。`,
    );
    const long = sheetOf({ ...issuing, data: { ...issuing.data, lines } });
    const { pages, text } = await textOf(await render(long, verification));
    expect(pages).toBeGreaterThan(2);
    expect(text).toContain('40.施工图');
    expect(text).toContain(`第${String(pages)}页，共${String(pages)}页`);
  });

  it.each(Array.from({ length: 12 }, (_, i) => 8 + i))('%i lines: no page holds the verification alone', async (n) => {
    const lines = Array.from({ length: n }, (_, i) => `第${String(i + 1)}项材料。`);
    const sheet = sheetOf({ ...issuing, data: { ...issuing.data, lines } });
    const pages = (await extractText(await getDocumentProxy(new Uint8Array(await render(sheet, verification))))).text;
    expect(pages.at(-1)?.replace(/\s/g, '')).toMatch(/项材料。[^]*测试印章[^]*核验码|项材料。[^]*核验码[^]*测试印章/);
  });

  it('runs nothing that stands in the text', async () => {
    const sheet = { ...sheetOf(issuing), paragraphs: ['#read("form.typ") *粗* $x$ <b>&'] };
    const { text } = await textOf(await render(sheet, verification));
    expect(text).toContain('#read("form.typ")*粗*$x$<b>&');
  });

  it('is not made with a character that no font has', async () => {
    const sheet = { ...sheetOf(issuing), addressee: '𠮷建设有限公司' };
    await expect(render(sheet, verification)).rejects.toThrow(Unprintable);
    await expect(render(sheet, verification)).rejects.toThrow('𠮷');
  });
});
