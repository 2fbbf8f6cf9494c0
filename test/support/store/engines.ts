import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '#src/platform/database/database.ts';
import { openPostgres } from '#src/platform/database/postgres/postgres.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { pgliteDatabase, startPglite } from './pglite-database.ts';
import { PostgresServer } from './postgres-server.ts';

/** An empty store, without its schema. Disposing of it closes its connections and removes it. */
export interface EmptyStore extends AsyncDisposable {
  /** One more connection to the same store. */
  connect(): Promise<Database>;
}

/** An engine on which the repositories must behave the same. */
export interface Engine {
  readonly name: string;
  /** Whether it is a file that one server uses, and no other machine. */
  readonly embedded: boolean;
  createStore(): Promise<EmptyStore>;
  /** Ends what the engine keeps running between stores. */
  stop(): Promise<void>;
}

const sqlite: Engine = {
  name: 'SQLite, in a file',
  embedded: true,
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
    embedded: false,
    createStore: async () => {
      starting ??= startPglite();
      const lite = await starting;
      await lite.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
      return { connect: async () => pgliteDatabase(lite), [Symbol.asyncDispose]: async () => {} };
    },
    stop: async () => {
      const started = starting;
      starting = undefined;
      await (await started)?.close();
    },
  };
}

function createPostgresEngine(): Engine {
  let starting: Promise<PostgresServer> | undefined;
  return {
    name: 'PostgreSQL, on a server',
    embedded: false,
    createStore: async () => {
      starting ??= PostgresServer.start();
      const url = await (await starting).createDatabase();
      const opened: Database[] = [];
      return {
        connect: async () => {
          const database = await openPostgres(url);
          opened.push(database);
          return database;
        },
        [Symbol.asyncDispose]: async () => {
          for (const database of opened) await database.close();
        },
      };
    },
    stop: async () => {
      const started = starting;
      starting = undefined;
      await (await started)?.[Symbol.asyncDispose]();
    },
  };
}

/**
 * On SQLite in general. The project « system » runs the same tests on a server of PostgreSQL, which it starts; whoever has
 * none gives `TEST_ENGINE=pglite`, which is its dialect in memory.
 */
const ENGINES: Readonly<Record<string, () => Engine>> = {
  sqlite: () => sqlite,
  pglite: createPgliteEngine,
  postgres: createPostgresEngine,
};
const { TEST_ENGINE = 'sqlite' } = process.env;
const createEngine = ENGINES[TEST_ENGINE];
if (!createEngine) throw new Error(`TEST_ENGINE: ${Object.keys(ENGINES).join(', ')}`);
export const engines: readonly Engine[] = [createEngine()];
