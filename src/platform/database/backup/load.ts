import { join } from 'node:path';
import { insertRows } from '#src/platform/database/bulk-insert.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate, migrateTo } from '#src/platform/database/migrate.ts';
import { migrationNames } from '#src/platform/database/migrations.ts';
import type { Register } from '#src/platform/database/personal-data/register.ts';
import { HotlineError } from '#src/platform/errors.ts';
import {
  deferReferences,
  holdUnsent,
  inOrderOfReference,
  markRestoring,
  voidCredentials,
} from './after-restore.ts';
import { type Manifest, TABLES } from './manifest.ts';
import { readTable } from './table-file.ts';
import { backupTexts as texts } from './texts.ts';

const BATCH = 500;

/** What reading a copy into a store did. */
export interface Loaded {
  readonly rows: number;
  readonly held: { readonly messages: number; readonly mails: number };
}

/** @throws HotlineError `input` when a copy is of a version that this one does not know */
export function checkVersion({ migrations, program }: Manifest): void {
  const known = new Set(migrationNames());
  if (!migrations.every((name) => known.has(name))) throw new HotlineError('input', texts.newer(program));
}

/**
 * Reads the rows of a copy into an empty store, in one transaction, then brings it up to date, with nothing in it that
 * opens anything or leaves by itself. The store stays marked as being restored.
 * @param place where the copy is laid out, and its file
 */
export async function loadStore(
  db: Database,
  manifest: Manifest,
  { folder, copy }: { readonly folder: string; readonly copy: string },
  {
    now,
    register,
    progress,
  }: { readonly now: number; readonly register: Register; readonly progress?: (table: string) => void },
): Promise<Loaded> {
  await migrateTo(db, new Set(manifest.migrations));
  const tables = manifest.parts.flatMap(({ path, rows = 0 }) =>
    path.startsWith(TABLES)
      ? [{ table: path.slice(TABLES.length).replace(/\.jsonl\.gz$/, ''), path, rows }]
      : [],
  );
  const order = inOrderOfReference(
    tables.map(({ table }) => table),
    register,
  );
  const rows = await db.tx(async (tx) => {
    await deferReferences(tx, db.dialect);
    let total = 0;
    for (const name of order) {
      const part = tables.find(({ table }) => table === name);
      if (!part) continue;
      progress?.(name);
      let count = 0;
      for await (const batch of readTable(join(folder, part.path), BATCH)) {
        await insertRows(tx, name, batch);
        count += batch.length;
      }
      if (count !== part.rows) throw new HotlineError('input', texts.damaged(copy, part.path));
      total += count;
    }
    await markRestoring(tx);
    return total;
  });
  await migrate(db);
  const held = await db.tx(async (tx) => {
    await voidCredentials(tx, register);
    return holdUnsent(tx, now);
  });
  return { rows, held };
}
