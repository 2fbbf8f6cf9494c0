import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { proveWrite } from '#src/conversation/store/write-probe.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';

const T0 = 1_795_500_000_000;

describe.each(engines)('The proof that a message can be kept, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const count = async (table: string) => {
    const [row] = await db.query<{ rows: number }>(`SELECT COUNT(*) AS rows FROM ${table}`);
    return Number(row?.rows);
  };

  it('leaves nothing behind but its own mark, however often', async () => {
    for (const at of [T0, T0 + 5_000]) await proveWrite(db, at);
    for (const table of ['conversation', 'message', 'outbox', 'inbound_event', 'person'])
      expect([table, await count(table)]).toEqual([table, 0]);
    const [mark] = await db.query<{ value: string }>("SELECT value FROM setting WHERE name = 'write_probe'");
    expect(mark?.value).toBe(String(T0 + 5_000));
  });

  it.each(['message', 'outbox', 'conversation', 'inbound_event', 'setting'])(
    'fails when the table « %s » can’t be written to',
    async (table) => {
      await db.query(`ALTER TABLE ${table} RENAME TO lost_table`);
      await expect(proveWrite(db, T0)).rejects.toThrow();
    },
  );
});
