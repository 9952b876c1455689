import { expect, test } from '@jest/globals';
import { linkSigner } from '../../src/files/links.ts';

const signer = linkSigner(Buffer.alloc(32, 1), 300);
const now = Date.parse('2026-09-18T02:00:00Z');
const signed = signer.sign('file-a', now);

test('a link holds for its file until it expires', () => {
  expect(signed.expires).toBe(now / 1000 + 300);
  expect(() => {
    signer.check('file-a', signed, now + 299_999);
  }).not.toThrow();
  expect(() => {
    signer.check('file-a', signed, now + 300_000);
  }).toThrow('link-expired');
});

test.each([
  ['another file', 'file-b', signed],
  ['a later end', 'file-a', { ...signed, expires: signed.expires + 1 }],
  ['no signature', 'file-a', { ...signed, signature: '' }],
  ['a changed one', 'file-a', { ...signed, signature: `A${signed.signature.slice(1)}` }],
  ['that of another key', 'file-a', linkSigner(Buffer.alloc(32, 2), 300).sign('file-a', now)],
])('%s is refused', (_what, file, link) => {
  expect(() => {
    signer.check(file, link, now);
  }).toThrow('link-invalid');
});
