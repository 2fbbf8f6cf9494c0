import { randomBytes } from 'node:crypto';
import type { Database, Queryable } from './database.ts';

/** What is remembered under a name, by all servers of this store. */
export async function readSetting(db: Queryable, name: string): Promise<string | undefined> {
  const [row] = await db.query<{ value: string }>('SELECT value FROM setting WHERE name = $1', [name]);
  return row?.value;
}

/** Remembers something under a name, in the place of what was there. */
export async function saveSetting(db: Queryable, name: string, value: string): Promise<void> {
  await db.query(
    'INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    [name, value],
  );
}

/** Remembers nothing under a name any more. */
export async function removeSetting(db: Queryable, name: string): Promise<void> {
  await db.query('DELETE FROM setting WHERE name = $1', [name]);
}

const PREFIX = 'secret_';

/** Whether a setting of this name is a secret of the store. */
export const isSecret = (name: string): boolean => name.startsWith(PREFIX);

/** A secret of the store, made at its first use and the same for every replica: it signs links and cookies. */
export async function storeSecret(db: Database, name: string): Promise<string> {
  return db.tx(async (tx) => {
    const rows = await tx.query<{ value: string }>(
      `INSERT INTO setting (name, value) VALUES ($1, $2)
       ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING value`,
      [`${PREFIX}${name}`, randomBytes(32).toString('base64url')],
    );
    return (rows[0] as { value: string }).value;
  });
}
