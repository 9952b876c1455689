import { expect, test } from '@jest/globals';
import { bodyHash, createCipher } from '../../src/journal/cipher.ts';

const cipher = createCipher(Buffer.alloc(32, 1));

test('a body comes back as it was, and is sealed differently each time', () => {
  const body = { reason: '理由', nested: [1, null, { a: 'b' }] };
  const [one, two] = [cipher.seal(body), cipher.seal(body)];
  expect(cipher.open(one)).toEqual(body);
  expect(one).not.toBe(two);
  expect(one).toMatch(/^v1\.[\w-]+$/);
});

test('a sealed body that was changed, or sealed with another key, does not open', () => {
  const sealed = cipher.seal({ reason: '理由' });
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  bytes[30] = (bytes[30] ?? 0) ^ 1;
  expect(() => cipher.open(`v1.${bytes.toString('base64url')}`)).toThrow();
  expect(() => createCipher(Buffer.alloc(32, 2)).open(sealed)).toThrow();
  expect(() => cipher.open(`v2${sealed.slice(2)}`)).toThrow('unknown form');
});

test('the digest does not depend on the order of members, but on everything else', () => {
  expect(bodyHash('k', { a: 1, b: { c: [1, 2], d: null } })).toBe(bodyHash('k', { b: { d: null, c: [1, 2] }, a: 1 }));
  expect(bodyHash('k', { a: 1, b: undefined })).toBe(bodyHash('k', { a: 1 }));
  const different = [
    bodyHash('k', { a: 1 }),
    bodyHash('l', { a: 1 }),
    bodyHash('k', { a: '1' }),
    bodyHash('k', { a: [1] }),
  ];
  expect(new Set([...different, bodyHash('k', { c: [1, 2] }), bodyHash('k', { c: [2, 1] })]).size).toBe(6);
});
