/** Citations as documents print them: `行政许可法 32(4)` is 《行政许可法》第三十二条第（四）项. */
import type { RegionPack } from './types/pack.ts';

const clause = /^(?<seed>\d{3}) (?<place>.+)$/;
const statute = /^(?<law>\p{Script=Han}+) (?<articles>[\d–,-]+)(¶(?<paragraph>\d+))?(\((?<item>\d+)\))?$/u;

/** Empty for a value that rests on nothing outside (`default`). What has neither form is printed as it is. */
export function citationText(citation: string, sources: RegionPack['documents'] = []): string {
  if (citation === 'default') return '';
  const { seed, place = '' } = clause.exec(citation)?.groups ?? {};
  const title = sources.find((source) => source.seed === seed)?.title;
  if (title !== undefined) return `《${title}》${placeText(place)}`;
  const { law, articles = '', paragraph, item } = statute.exec(citation)?.groups ?? {};
  if (law === undefined) return citation;
  const where = [
    articles.split(',').map(rangeText).join('、'),
    ...(paragraph === undefined ? [] : [`第${chinese(Number(paragraph))}款`]),
    ...(item === undefined ? [] : [`第（${chinese(Number(item))}）项`]),
  ];
  return `《${law}》${where.join('')}`;
}

/** `二(一)2(2)` with the brackets of Chinese print; `¶2` is the second paragraph. */
const placeText = (place: string): string =>
  place
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replace(/¶(\d+)/g, (_, n: string) => `第${chinese(Number(n))}段`);

const rangeText = (range: string): string =>
  range
    .split(/[–-]/)
    .map((article) => `第${chinese(Number(article))}条`)
    .join('至');

const digits = '零一二三四五六七八九';
const ranks = ['', '十', '百', '千'];

/** 1 to 9999 in Chinese numerals. */
function chinese(n: number): string {
  const figures = Array.from(String(n), Number);
  const written = figures
    .map((figure, i) => (figure === 0 ? '零' : `${digits.charAt(figure)}${ranks[figures.length - 1 - i] ?? ''}`))
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '');
  return written.replace(/^一十/, '十');
}
