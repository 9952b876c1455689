/** What a notice says, and what its channels are called. */
import type { NoticeChannel } from '@yichuang/contracts';
import type { Sheet } from '../documents/sheet.ts';

export const channelWords: Record<NoticeChannel, string> = {
  sms: '短信',
  phone: '电话',
  wechat: '微信',
  inApp: '站内',
};

/** A message is paid for by its length. */
const mostOfText = 120;

type Said = Pick<Sheet, 'header' | 'title' | 'number' | 'addressee' | 'paragraphs'>;

export function noticeOf({ header, title, number, addressee, paragraphs }: Said): string {
  const [first = ''] = paragraphs;
  const said = first.length > mostOfText ? `${first.slice(0, mostOfText)}……` : first;
  return `【${header}】${addressee}：${said}详见${title}（${number}）。`;
}
