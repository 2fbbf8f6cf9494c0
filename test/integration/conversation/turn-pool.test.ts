import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { TurnPool } from '#src/conversation/workers/pool.ts';
import { createLogger } from '#src/platform/logger.ts';
import { LoadingGate } from '#support/world/loading/gate.ts';

const fileOf = (name: string) => fileURLToPath(new URL(`../../support/world/${name}`, import.meta.url));

describe('Threads that cannot start', () => {
  it('fail what waits for them instead of holding it for ever, and hold up no stop', async () => {
    const broken = fileOf('poison/failing-worker.ts');
    await using pool = new TurnPool({
      settings: { own: undefined },
      size: 2,
      logger: createLogger('silent'),
      files: { worker: broken, process: broken },
    });
    await expect(pool.serve('generation')).rejects.toThrow();
    const data = { words: 'x', today: '2026-11-28' };
    const search = { type: 'errand', name: 'search', generation: 'generation', data } as const;
    await expect(
      Promise.all([1, 2, 3].map((n) => pool.run(search, { key: String(n) }))),
    ).rejects.toMatchObject({
      code: 'unavailable',
    });
  });
});

describe('An index that several threads load', () => {
  const openPool = (gate: LoadingGate) => {
    const worker = fileOf('loading/worker.ts');
    return new TurnPool({
      settings: { own: undefined, shared: gate.shared },
      size: 2,
      logger: createLogger('silent'),
      files: { worker, process: worker },
    });
  };
  /** @returns the generation from which it is answered */
  const ask = (pool: TurnPool) =>
    pool.run({ type: 'errand', name: 'any', generation: pool.generation, data: undefined }, { key: 'any' });
  const untilAsked = (gate: LoadingGate, loads: number) =>
    vi.waitFor(() => expect(gate.asked).toBe(loads), { timeout: 30_000 });
  const untilLoaded = (pool: TurnPool, threads: number) =>
    vi.waitFor(() => expect(pool.figures().workers).toBe(threads), { timeout: 30_000 });

  it('serves from the first one on, which answers everybody while the other loads', async () => {
    const gate = new LoadingGate();
    await using pool = openPool(gate);
    expect(await pool.serve('one')).toEqual({ vectors: 'one' });
    await untilAsked(gate, 2);
    expect(pool.figures().workers).toBe(1);
    expect(await Promise.all([ask(pool), ask(pool), ask(pool)])).toEqual(['one', 'one', 'one']);
    gate.open();
    await untilLoaded(pool, 2);
  });

  it('is left for the next one by a thread that was still loading it', async () => {
    const gate = new LoadingGate();
    await using pool = openPool(gate);
    await pool.serve('one');
    await untilAsked(gate, 2);
    const next = pool.serve('two');
    gate.open();
    expect(await next).toEqual({ vectors: 'two' });
    expect(pool.generation).toBe('two');
    // Each of them loads both.
    await untilAsked(gate, 4);
    expect(await Promise.all([ask(pool), ask(pool), ask(pool)])).toEqual(['two', 'two', 'two']);
  });

  it('is answered from while another thread cannot load it, and by both once it can', async () => {
    const gate = new LoadingGate();
    await using pool = openPool(gate);
    gate.fail(true);
    await pool.serve('one');
    await untilAsked(gate, 2);
    expect(await Promise.all([ask(pool), ask(pool)])).toEqual(['one', 'one']);
    await expect(pool.serve('two')).rejects.toThrow('illisible');
    expect(await ask(pool)).toBe('one');
    gate.fail(false);
    gate.open();
    expect(await pool.serve('two')).toEqual({ vectors: 'two' });
    await untilLoaded(pool, 2);
    expect(await Promise.all([ask(pool), ask(pool)])).toEqual(['two', 'two']);
  });

  it('holds up no stop while one of them loads it', async () => {
    const gate = new LoadingGate();
    const pool = openPool(gate);
    await pool.serve('one');
    await untilAsked(gate, 2);
    await pool[Symbol.asyncDispose]();
    await expect(ask(pool)).rejects.toMatchObject({ code: 'busy' });
  });
});
