import { describe, expect, it } from 'vitest';
import { AddressShares } from '#src/conversation/receive/address-shares.ts';

/** Work whose end the test decides. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () =>
    new Promise<void>((resolve) => {
      begun.push(name);
      ends.set(name, resolve);
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, work, end };
}

describe('the answers to conversations', () => {
  it('of one address are answered so many at once, in the order in which they came', async () => {
    const shares = new AddressShares(2);
    const { begun, work, end } = works();
    const all = ['a', 'b', 'c', 'd'].map((id) => {
      shares.note(id, '203.0.113.7');
      return shares.run(id, work(id));
    });
    await end('');
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    expect(begun).toEqual(['a', 'b', 'c']);
    await end('a');
    await end('c');
    await end('d');
    await Promise.all(all);
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  });

  it('of other addresses, and of none, wait for nobody', async () => {
    const shares = new AddressShares(1);
    const { begun, work, end } = works();
    for (const id of ['a', 'b']) shares.note(id, '203.0.113.7');
    shares.note('c', '203.0.113.8');
    const all = ['a', 'b', 'c', 'slack'].map((id) => shares.run(id, work(id)));
    await end('');
    expect(begun.sort()).toEqual(['a', 'c', 'slack']);
    for (const id of ['a', 'b', 'c', 'slack']) await end(id);
    await Promise.all(all);
  });

  it('go on after one that failed', async () => {
    const shares = new AddressShares(1);
    shares.note('a', 'x');
    await expect(shares.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    let ran = false;
    await shares.run('a', async () => {
      ran = true;
    });
    expect(ran).toBe(true);
  });

  it('that wait do not begin once all stops, and hold up nothing', async () => {
    const shares = new AddressShares(1);
    const { begun, work, end } = works();
    for (const id of ['a', 'b', 'c']) shares.note(id, 'x');
    const [first, ...others] = ['a', 'b'].map((id) => shares.run(id, work(id)));
    shares.close();
    await Promise.all(others);
    await shares.run('c', work('c'));
    expect(begun).toEqual(['a']);
    await end('a');
    await first;
  });
});
