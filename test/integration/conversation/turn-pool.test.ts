import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { TurnPool } from '#src/conversation/workers/pool.ts';
import { createLogger } from '#src/platform/logger.ts';

describe('Threads that cannot start', () => {
  it('fail what waits for them instead of holding it for ever, and hold up no stop', async () => {
    const broken = fileURLToPath(new URL('../../support/world/poison/failing-worker.ts', import.meta.url));
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
