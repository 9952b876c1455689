/** Ways of telling an addressee: inside this system, or through a gateway that has the contacts of enterprises. */
import type { NoticeChannel } from '@yichuang/contracts';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';

export interface Message {
  /** The same whenever this is tried again: a gateway that has seen it sends nothing twice. */
  id: string;
  channel: NoticeChannel;
  /** 统一社会信用代码 of the addressee; the gateway knows its telephone. */
  uscc: string | undefined;
  text: string;
  /** Where the document can be verified. */
  url: string;
}

/** `unavailable`: to be tried again; `refused`: never by this channel. */
export type Sending = { result: 'sent' } | { result: 'unavailable' | 'refused'; error: string };

export type SendNotice = (message: Message) => Promise<Sending>;

export interface Gateway {
  url: string;
  /** `whsec_` and the key in base64, as Standard Webhooks says. */
  secret: string;
}

const timeoutMs = 10_000;

/** A gateway of telephone and WeChat messages, called as Standard Webhooks says. */
const gatewayChannel = ({ url, secret }: Gateway): SendNotice => {
  const webhook = new Webhook(secret);
  return async ({ id, ...data }) => {
    const body = JSON.stringify({ type: 'notice', data });
    const now = new Date();
    try {
      const { ok, status } = await fetch(url, {
        method: 'POST',
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
          'webhook-signature': webhook.sign(id, now, body),
        },
      });
      if (ok) return { result: 'sent' };
      return { result: isPassing(status) ? 'unavailable' : 'refused', error: `网关答 ${String(status)}` };
    } catch {
      return { result: 'unavailable', error: '网关没有应答' };
    }
  };
};

const isPassing = (status: number): boolean => status >= 500 || [401, 403, 404, 408, 425, 429].includes(status);

/** Nothing leaves the system: the attempt itself is what the addressee reads. */
const inside: SendNotice = () => Promise.resolve({ result: 'sent' });

const nowhere: SendNotice = () => Promise.resolve({ result: 'refused', error: '没有配置通知网关' });

/** Of a sandbox realm nothing goes out. Where no gateway is set up, a test system keeps the notice; production says that it was not sent. */
export function noticeChannels(gateway: Gateway | undefined, sandbox: boolean): (realm: string) => SendNotice {
  const outside = gateway ? gatewayChannel(gateway) : sandbox ? inside : nowhere;
  return (realm) => (message) => (message.channel === 'inApp' || realm !== 'live' ? inside : outside)(message);
}

/** URL and secret together, or neither. */
export const gatewaySchema = z.object({
  url: z.url({ protocol: /^https?$/ }),
  secret: z.string().regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'must be whsec_ and at least 24 bytes in base64'),
});
