/** What documents of a region print besides their text. */
import { describe, expect, it } from '@jest/globals';
import { citationText, documentForm, loadPacks } from '../src/index.ts';
import { documentFunctions, documentMarks } from '../src/types/documents.ts';

const packs = loadPacks();

describe('the form of a document', () => {
  it('is that of the holder who issues it', () => {
    expect(documentForm(packs.get('jiangcheng'), 'acceptance', '综合服务窗口')).toEqual({
      pack: 'jiangcheng 1.0',
      header: '江城区工程建设项目审批综合服务窗口',
      series: '江城综窗受',
    });
  });

  it('of a department names it', () => {
    expect(documentForm(packs.get('hunan'), 'denial', '住建')).toMatchObject({
      header: '住建（工程建设项目审批）',
      series: '湘住建不许',
    });
  });

  it('is plain where the pack is not known', () => {
    expect(documentForm(undefined, 'pickupNotice', '窗口')).toEqual({ pack: '', header: '窗口', series: '窗口领' });
  });

  it('numbers no two kinds of one issuer together', () => {
    expect(new Set(documentFunctions.map((kind) => documentMarks[kind])).size).toBe(documentFunctions.length);
  });

  it('gives no two issuers of a region the same series', () => {
    for (const { holders } of packs.values()) {
      const series = Object.values(holders).map((holder) => holder.series);
      expect(new Set(series).size).toBe(series.length);
    }
  });
});

describe('a citation in print', () => {
  it.each([
    ['行政许可法 32', '《行政许可法》第三十二条'],
    ['行政许可法 32(4)', '《行政许可法》第三十二条第（四）项'],
    ['行政许可法 32¶2', '《行政许可法》第三十二条第二款'],
    ['行政许可法 42–44', '《行政许可法》第四十二条至第四十四条'],
    ['城市道路管理条例 10,20', '《城市道路管理条例》第十条、第二十条'],
    ['民法典 1105', '《民法典》第一千一百零五条'],
    ['民法典 165', '《民法典》第一百六十五条'],
    ['002 二(二)4(2)', '《湖南省工程建设项目审批“一窗受理、集成服务”工作导则》二（二）4（2）'],
    ['default', ''],
    ['GB/T 2260', 'GB/T 2260'],
  ])('%s', (citation, text) => {
    expect(citationText(citation, packs.get('hunan')?.documents)).toBe(text);
  });
});
