import { describe, expect, it, vi } from 'vitest';
import { FairQueue } from '#src/conversation/workers/fair-queue.ts';

/** Lets what was decided happen. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a place among those that work', () => {
  const queueOf = (places: number) => {
    const queue = new FairQueue(places);
    const order: string[] = [];
    const enter = async (key: string, isSuspect = false) => {
      const slot = await queue.take(key, isSuspect);
      order.push(key);
      return slot;
    };
    return { queue, order, enter };
  };

  it('is given in the order in which people came, while some are free', async () => {
    const { order, enter } = queueOf(2);
    const first = await enter('a');
    await enter('b');
    const third = enter('c');
    await settle();
    expect(order).toEqual(['a', 'b']);
    first.free(10);
    await third;
    expect(order).toEqual(['a', 'b', 'c']);
  });

  it('goes to who used least lately, before who came first', async () => {
    const { order, enter } = queueOf(1);
    (await enter('greedy')).free(1_900);
    const busy = await enter('other');
    const again = enter('greedy');
    const newcomer = enter('newcomer');
    busy.free(5);
    (await newcomer).free(5);
    await again;
    expect(order).toEqual(['greedy', 'other', 'newcomer', 'greedy']);
  });

  it('goes to who writes less often, when there is too much for everybody', async () => {
    const { queue, order, enter } = queueOf(1);
    const busy = await enter('busy');
    for (const key of ['often', 'often', 'seldom']) queue.arrived(key);
    const often = enter('often');
    const seldom = enter('seldom');
    busy.free(1);
    (await seldom).free(50);
    await often;
    expect(order).toEqual(['busy', 'seldom', 'often']);
  });

  it('goes to who sends a short message, before whoever sends a very long one', async () => {
    const { queue, order, enter } = queueOf(1);
    const busy = await enter('busy');
    for (let n = 0; n < 5; n += 1) queue.arrived('chats', 60);
    queue.arrived('floods', 19_000);
    const floods = enter('floods');
    const chats = enter('chats');
    busy.free(1);
    (await chats).free(50);
    await floods;
    expect(order).toEqual(['busy', 'chats', 'floods']);
  });

  it('goes to a suspect once nobody else waits, and to one suspect at a time', async () => {
    const { order, enter } = queueOf(2);
    const a = await enter('a');
    const b = await enter('b');
    const suspects = [enter('suspect 1', true), enter('suspect 2', true)];
    const honest = enter('c');
    a.free(1);
    const c = await honest;
    expect(order).toEqual(['a', 'b', 'c']);
    b.free(1);
    const first = await suspects[0];
    c.free(1);
    await settle();
    expect(order).toEqual(['a', 'b', 'c', 'suspect 1']);
    first?.free(2_000);
    await suspects[1];
    expect(order.at(-1)).toBe('suspect 2');
  });

  it('goes to a suspect all the same once it has given way for long: it may be innocent', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const { order, enter } = queueOf(1);
      const busy = await enter('a');
      const suspect = enter('suspect', true);
      const other = enter('b');
      vi.advanceTimersByTime(16_000);
      busy.free(1);
      (await suspect).free(1);
      await other;
      expect(order).toEqual(['a', 'suspect', 'b']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is refused to who waits, and to who comes, once nothing more begins', async () => {
    const { queue, enter } = queueOf(1);
    await enter('a');
    const waiting = enter('b');
    queue.close();
    await expect(waiting).rejects.toThrow('La hotline s’arrête.');
    await expect(enter('c')).rejects.toThrow('La hotline s’arrête.');
  });

  it('is given back once, however often it is said', async () => {
    const { queue, order, enter } = queueOf(1);
    const slot = await enter('a');
    slot.free(1);
    slot.free(1);
    await enter('b');
    void enter('c');
    await settle();
    expect(order).toEqual(['a', 'b']);
    expect(queue.waiting).toBe(1);
  });
});
