import { randomBytes } from 'node:crypto';
import type { Database } from './database.ts';

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
