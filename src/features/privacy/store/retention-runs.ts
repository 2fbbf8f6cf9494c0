import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { readSetting, removeSetting, saveSetting } from '#src/platform/database/settings.ts';

const DONE = 'retention_at';
const DOUBTED = 'retention_doubted_at';

/** When what is too old went last, and since when the clock is doubted, by that clock. */
export interface RetentionRuns {
  readonly doneAt: number | undefined;
  readonly doubtedAt: number | undefined;
}

export async function retentionRuns(db: Queryable): Promise<RetentionRuns> {
  const at = async (name: string): Promise<number | undefined> => {
    const value = await readSetting(db, name);
    return value === undefined ? undefined : Number(value);
  };
  return { doneAt: await at(DONE), doubtedAt: await at(DOUBTED) };
}

/** Notes that it went; a doubt ends. */
export async function noteRetention(tx: Transaction, now: number): Promise<void> {
  await removeSetting(tx, DOUBTED);
  await saveSetting(tx, DONE, String(now));
}

export const noteDoubt = (tx: Transaction, now: number): Promise<void> =>
  saveSetting(tx, DOUBTED, String(now));
