import { describe, expect, it } from 'vitest';
import { coalesce } from '#src/features/expert/pages/coalesce.ts';

describe('work asked for by many at once', () => {
  /** A work whose runs the test ends one by one; each gives its number. */
  function controlled() {
    const ends: ((fails?: boolean) => void)[] = [];
    const ask = coalesce(() => {
      const number = ends.length + 1;
      return new Promise<number>((resolve, reject) => {
        ends.push((fails) => (fails ? reject(new Error(`run ${number}`)) : resolve(number)));
      });
    });
    return { ask, ends };
  }
  const settle = () => new Promise((resolve) => setTimeout(resolve));

  it('gives those who come while it runs one later run, never the one under way', async () => {
    const { ask, ends } = controlled();
    const first = ask();
    const later = [ask(), ask(), ask()];
    ends[0]?.();
    expect(await first).toBe(1);
    await settle();
    ends[1]?.();
    expect(await Promise.all(later)).toEqual([2, 2, 2]);
    expect(ends).toHaveLength(2);
    const again = ask();
    ends[2]?.();
    expect(await again).toBe(3);
  });

  it('goes on after a run that failed', async () => {
    const { ask, ends } = controlled();
    const first = ask();
    const second = ask();
    ends[0]?.(true);
    await expect(first).rejects.toThrow('run 1');
    await settle();
    ends[1]?.();
    expect(await second).toBe(2);
  });
});
