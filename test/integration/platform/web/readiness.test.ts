import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { talkCounts } from '#src/conversation/store/figures/talk-counts.ts';
import { outboxCounts } from '#src/conversation/store/outbox/outbox.ts';
import { proveWrite } from '#src/conversation/store/write-probe.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { createLogger } from '#src/platform/logger.ts';
import { createReadiness, createWriteCheck } from '#src/platform/web/operators/readiness.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';

describe('Whether the hotline can serve', () => {
  let folder: TempFolder;
  let db: Database;
  const read: string[] = [];

  beforeEach(async () => {
    folder = tempFolder();
    db = await openDatabase(folder.path);
    read.length = 0;
  });
  afterEach(async () => {
    await db.close();
    folder[Symbol.dispose]();
  });

  it('is told to anybody without a count: only the proof of a write, kept for some seconds', async () => {
    const watched: Database = {
      ...db,
      query: (sql, params) => {
        read.push(sql);
        return db.query(sql, params);
      },
      tx: (work) => {
        read.push('transaction');
        return db.tx(work);
      },
    };
    const readiness = createReadiness({
      db: watched,
      talks: talkCounts(watched),
      base: () => undefined,
      vectors: () => '',
      channels: () => ({}),
      whyNotKept: createWriteCheck({
        proveWrite: () => proveWrite(watched, Date.now()),
        logger: createLogger('silent'),
      }),
      notices: async () => ({}),
    });
    for (let time = 0; time < 20; time += 1)
      expect(await readiness(false)).toEqual({ ready: false, details: {} });
    const proofs = read.length;
    expect(proofs).toBeLessThanOrEqual(2);
    expect((await readiness(true)).details).toMatchObject({ outbox: {}, jobs: { open: 0, dead: 0 } });
    expect(read.length).toBeGreaterThan(proofs);
  });

  it('counts what has not left by its index, however much did', async () => {
    await outboxCounts({
      query: async (sql, params) => {
        const plan = JSON.stringify(await db.query(`EXPLAIN QUERY PLAN ${sql}`, params));
        expect(plan).toContain('outbox_unsent');
        return [];
      },
    });
    expect.assertions(1);
  });
});
