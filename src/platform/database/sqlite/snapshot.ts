import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextRound } from 'node:timers/promises';
import type { Snapshot } from '#src/platform/database/backup/snapshot.ts';
import type { Row } from '#src/platform/database/database.ts';
import { storageTexts } from '#src/platform/database/texts.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { reasonOf } from '#src/platform/failure.ts';

const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
const PATIENCE_MS = 10_000;
/** Rows between two looks at what else this process has to do. */
const ROUND = 500;

/**
 * The embedded store at one moment: a reading transaction, which in WAL mode stops no writer. Its own process reads it,
 * beside the server's.
 * @throws HotlineError `storage` when there is no store, or it does not open
 */
export function openSqliteSnapshot(dataDir: string): Snapshot {
  const path = join(dataDir, 'hotline.db');
  if (!existsSync(path)) throw new HotlineError('input', storageTexts.noSource(path));
  const connection = open(path);
  return {
    dialect: 'sqlite',
    tables: async () =>
      connection
        .prepare(
          "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
        )
        .all()
        .map(({ name }) => String(name)),
    async *rows(table) {
      let count = 0;
      // In the order in which they were made.
      for (const row of connection.prepare(`SELECT * FROM ${table} ORDER BY rowid`).iterate()) {
        yield row as Row;
        count += 1;
        if (count % ROUND === 0) await nextRound();
      }
    },
    [Symbol.asyncDispose]: async () => connection.close(),
  };
}

function open(path: string) {
  try {
    const connection = new DatabaseSync(path, { readOnly: true, timeout: PATIENCE_MS });
    connection.exec('BEGIN');
    // The moment is that of the first reading.
    connection.prepare('SELECT COUNT(*) FROM sqlite_master').get();
    return connection;
  } catch (cause) {
    throw new HotlineError('storage', storageTexts.sqliteNotOpened(path, reasonOf(cause)), { cause });
  }
}
