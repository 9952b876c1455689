/** Claims → caller, for issuers of any habit. */
import { describe, expect, test } from '@jest/globals';
import { claimMapping, principalOfClaims, UnreadableClaim } from '../../src/auth/claims.ts';

const plain = claimMapping.parse({});
const read = (payload: object, mapping: object = {}): unknown =>
  principalOfClaims({ sub: 's', ...payload }, claimMapping.parse(mapping));

test('our own names are the default', () => {
  const claims = { roles: ['handler'], departmentId: 'water', region: 'r', uscc: 'u', name: '李四' };
  expect(read(claims)).toEqual({ sub: 's', ...claims });
  expect(read({})).toEqual({ sub: 's', roles: [] });
});

test.each([
  ['a list', ['clerk', 'lead']],
  ['words', 'clerk lead'],
  ['commas', 'clerk,lead'],
  ['repetition and strangers', ['clerk', 'lead', 'clerk', 'offline_access', 7]],
])('roles come as %s', (_what, roles) => {
  expect(read({ roles })).toMatchObject({ roles: ['clerk', 'lead'] });
});

test('paths lead into objects; a list of names may hold dots', () => {
  const mapping = { roles: 'a.b', region: ['x.y', 'z'] };
  expect(read({ a: { b: ['clerk'] }, 'x.y': { z: 'r' } }, mapping)).toEqual({
    sub: 's',
    roles: ['clerk'],
    region: 'r',
  });
  expect(read({ a: 'clerk' }, mapping)).toEqual({ sub: 's', roles: [] });
});

describe('values', () => {
  const mapping = {
    values: { roles: { 受理员: 'handler' }, departmentId: { '07': 'water' }, region: { '430000': 'r' } },
  };

  test('are translated', () => {
    expect(read({ roles: ['受理员'], departmentId: '07', region: 430000 }, mapping)).toEqual({
      sub: 's',
      roles: ['handler'],
      departmentId: 'water',
      region: 'r',
    });
  });

  test('of roles count only as translated', () => {
    expect(read({ roles: ['admin', 'constructor'] }, mapping)).toMatchObject({ roles: [] });
  });

  test('of a scope that nobody translates narrow it all the same', () => {
    expect(read({ region: '420000' }, mapping)).toMatchObject({ region: '420000' });
  });
});

test.each([[{ region: '' }], [{ region: ['r'] }], [{ departmentId: {} }], [{ uscc: true }]])(
  'a claim that cannot be read is refused: %j',
  (claims) => {
    expect(() => principalOfClaims({ sub: 's', ...claims }, plain)).toThrow(UnreadableClaim);
  },
);

test('nobody is nobody', () => {
  expect(() => principalOfClaims({}, plain)).toThrow(UnreadableClaim);
});
