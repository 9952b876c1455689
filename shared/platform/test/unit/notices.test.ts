/** What becomes of a notice after each attempt, and by which way a realm's notices go. */
import { describe, expect, it } from '@jest/globals';
import { noticeChannels, type Sending } from '../../src/notices/channels.ts';
import { stepAfter } from '../../src/notices/send-job.ts';
import { noticeOf } from '../../src/notices/text.ts';

const retryMs = 1000;
const away: Sending = { result: 'unavailable', error: '网关没有应答' };
const no: Sending = { result: 'refused', error: '网关答 422' };

describe('after an attempt', () => {
  it('that succeeds, the notice is sent', () => {
    expect(stepAfter({ result: 'sent' }, { place: 1, channels: 2, tries: 0 }, retryMs)).toMatchObject({
      state: 'sent',
    });
  });

  it('that finds nobody, the same channel waits longer each time, then gives way to the next', () => {
    const waits = [0, 1, 2, 3].map((tries) => stepAfter(away, { place: 1, channels: 2, tries }, retryMs));
    expect(waits).toEqual([
      { state: 'open', place: 1, tries: 1, waitMs: 1000 },
      { state: 'open', place: 1, tries: 2, waitMs: 4000 },
      { state: 'open', place: 1, tries: 3, waitMs: 16_000 },
      { state: 'open', place: 2, tries: 0, waitMs: 0 },
    ]);
  });

  it('that is refused, the next channel follows at once', () => {
    expect(stepAfter(no, { place: 1, channels: 2, tries: 0 }, retryMs)).toEqual({
      state: 'open',
      place: 2,
      tries: 0,
      waitMs: 0,
    });
  });

  it('on the last channel, it has failed', () => {
    expect(stepAfter(no, { place: 2, channels: 2, tries: 0 }, retryMs)).toMatchObject({ state: 'failed', place: 2 });
    expect(stepAfter(away, { place: 2, channels: 2, tries: 3 }, retryMs)).toMatchObject({ state: 'failed' });
  });
});

describe('where notices go', () => {
  const message = { id: 'd~sms', channel: 'sms', uscc: undefined, text: '', url: '' } as const;
  const gateway = { url: 'http://127.0.0.1:1/notices', secret: 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz' };

  it('of a sandbox: nowhere outside, whatever is set up', async () => {
    expect(await noticeChannels(gateway, true)('trial-1')(message)).toEqual({ result: 'sent' });
  });

  it('in production without a gateway: said to be not sent', async () => {
    expect(await noticeChannels(undefined, false)('live')(message)).toMatchObject({ result: 'refused' });
    expect(await noticeChannels(undefined, false)('live')({ ...message, channel: 'inApp' })).toEqual({
      result: 'sent',
    });
  });

  it('on a test system without a gateway: kept inside', async () => {
    expect(await noticeChannels(undefined, true)('live')(message)).toEqual({ result: 'sent' });
  });

  it('a gateway that does not answer is away', async () => {
    expect(await noticeChannels(gateway, true)('live')(message)).toMatchObject({ result: 'unavailable' });
  });
});

describe('what a notice says', () => {
  const sheet = { header: '云州一窗', title: '领取通知', number: '云工窗领〔2026〕1号', addressee: '示例建设有限公司' };
  const saying = (paragraph: string): string => noticeOf({ ...sheet, paragraphs: [paragraph] });

  it('is the first of the document, and which document it is', () => {
    expect(saying('结果已可领取。')).toBe(
      '【云州一窗】示例建设有限公司：结果已可领取。详见领取通知（云工窗领〔2026〕1号）。',
    );
  });

  it('is cut where it is long', () => {
    expect(saying('补'.repeat(500)).length).toBeLessThan(200);
  });
});
