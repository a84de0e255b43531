import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TenantShares } from '../../../../services/core/policy/tenant-shares.ts';

describe('what is kept of all tenants', () => {
  const held = (shares: TenantShares<string>, keys: string) =>
    [...keys].filter((key) => shares.get(key) === key).join('');
  const filled = (given: [tenant: string, key: string, weight?: number][]) => {
    const shares = new TenantShares<string>(8);
    for (const [tenant, key, weight = 1] of given) {
      shares.put(tenant, key, key, weight);
      assert.ok(shares.weight <= 8, `${shares.weight}`);
    }
    return shares;
  };
  const all = (tenant: string, keys: string) => [...keys].map((key): [string, string] => [tenant, key]);

  it('is all one tenant’s while there is no other, and its oldest goes first', () => {
    assert.equal(held(filled(all('a', 'abcdefghijk')), 'abcdefghijk'), 'defghijk');
  });

  it('a flood pushes out the flooder’s own, however long the others were idle', () => {
    const shares = filled([...all('b', 'xy'), ...all('a', 'abcdefghijk')]);
    assert.equal(held(shares, 'xyabcdefghijk'), 'xyfghijk');
  });

  it('who has more than a share makes room for others', () => {
    const shares = filled([...all('a', 'abcdefgh'), ...all('b', 'xy'), ...all('c', 'z')]);
    assert.equal(held(shares, 'abcdefghxyz'), 'defghxyz');
  });

  it('where nobody has more than a share, the oldest of all goes', () => {
    const shares = filled([
      ...all('a', 'ab'),
      ...all('b', 'cd'),
      ...all('c', 'ef'),
      ...all('d', 'gh'),
      ['e', 'i'],
    ]);
    assert.equal(held(shares, 'abcdefghi'), 'bcdefghi');
    assert.equal(shares.oldest, 'b');
  });

  it('what is put again goes behind all others, with its new weight', () => {
    const shares = filled([...all('a', 'abcd'), ['a', 'a', 3], ['a', 'e', 3]]);
    assert.equal(held(shares, 'abcde'), 'acde');
    assert.equal(shares.weight, 8);
  });

  it('the newest stays, whatever it weighs', () => {
    const shares = new TenantShares<string>(8);
    for (const key of 'abc') shares.put('a', key, key, 20);
    assert.equal(held(shares, 'abc'), 'c');
    shares.delete('c');
    assert.deepEqual([shares.weight, shares.oldest], [0, undefined]);
  });
});
