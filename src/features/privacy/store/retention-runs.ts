import type { Queryable, Transaction } from '#src/platform/database/database.ts';

const DONE = 'retention_at';
const DOUBTED = 'retention_doubted_at';

/** When what is too old went last, and since when the clock is doubted, by that clock. */
export interface RetentionRuns {
  readonly doneAt: number | undefined;
  readonly doubtedAt: number | undefined;
}

export async function retentionRuns(db: Queryable): Promise<RetentionRuns> {
  const rows = await db.query<{ name: string; value: string }>(
    'SELECT name, value FROM setting WHERE name IN ($1, $2)',
    [DONE, DOUBTED],
  );
  const at = (wanted: string) => {
    const found = rows.find(({ name }) => name === wanted);
    return found && Number(found.value);
  };
  return { doneAt: at(DONE), doubtedAt: at(DOUBTED) };
}

/** Notes that it went; a doubt ends. */
export async function noteRetention(tx: Transaction, now: number): Promise<void> {
  await tx.query('DELETE FROM setting WHERE name = $1', [DOUBTED]);
  await save(tx, DONE, now);
}

export const noteDoubt = (tx: Transaction, now: number): Promise<void> => save(tx, DOUBTED, now);

async function save(tx: Transaction, name: string, at: number): Promise<void> {
  await tx.query(
    'INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    [name, String(at)],
  );
}
