/** Signed download links: whoever holds one reads this one file until it expires, without a token. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { problemOf } from '@yichuang/platform';

export interface Signed {
  /** Unix time in seconds at which it stops to hold. */
  expires: number;
  signature: string;
}

export interface LinkSigner {
  sign(fileId: string, nowMs: number): Signed;
  /** @throws {Problem} if the signature is not ours, is of another file or has expired */
  check(fileId: string, signed: Signed, nowMs: number): void;
}

/** `secret` signs other things too, so the key is derived for this use alone. */
export function linkSigner(secret: Buffer, seconds: number): LinkSigner {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'yichuang file links', 32));
  const mac = (fileId: string, expires: number): Buffer =>
    createHmac('sha256', key).update(`${fileId} ${expires}`).digest();
  return {
    sign(fileId, nowMs) {
      const expires = Math.floor(nowMs / 1000) + seconds;
      return { expires, signature: mac(fileId, expires).toString('base64url') };
    },
    check(fileId, { expires, signature }, nowMs) {
      const [given, ours] = [Buffer.from(signature, 'base64url'), mac(fileId, expires)];
      if (given.length !== ours.length || !timingSafeEqual(given, ours))
        throw problemOf('link-invalid', '下载网址的签名不对,请重新取得。');
      if (nowMs >= expires * 1000) throw problemOf('link-expired', '下载网址已过期,请重新取得。');
    },
  };
}
