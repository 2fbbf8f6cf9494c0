import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '#src/storage/database.ts';
import { openSqlite } from '#src/storage/sqlite.ts';
import { pgliteDatabase, startPglite } from './pglite-database.ts';

/** An empty store, without its schema. Disposing of it closes its connections and removes it. */
export interface EmptyStore extends AsyncDisposable {
  /** One more connection to the same store. */
  connect(): Promise<Database>;
}

/** An engine on which the repositories must behave the same. */
export interface Engine {
  readonly name: string;
  createStore(): Promise<EmptyStore>;
  /** Ends what the engine keeps running between stores. */
  stop(): Promise<void>;
}

const sqlite: Engine = {
  name: 'SQLite, in a file',
  createStore: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hotline-store-'));
    const opened: Database[] = [];
    return {
      connect: async () => {
        const database = await openSqlite(join(folder, 'hotline.db'));
        opened.push(database);
        return database;
      },
      [Symbol.asyncDispose]: async () => {
        for (const database of opened) await database.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
  stop: async () => {},
};

function createPgliteEngine(): Engine {
  let starting: ReturnType<typeof startPglite> | undefined;
  return {
    name: 'PGlite, for the dialect of PostgreSQL',
    createStore: async () => {
      starting ??= startPglite();
      const lite = await starting;
      await lite.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
      return { connect: async () => pgliteDatabase(lite), [Symbol.asyncDispose]: async () => {} };
    },
    stop: async () => {
      await (await starting)?.close();
    },
  };
}

export const engines: readonly Engine[] = [sqlite, createPgliteEngine()];
