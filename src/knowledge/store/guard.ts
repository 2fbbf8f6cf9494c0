import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { readSetting, removeSetting, saveSetting } from '#src/platform/database/settings.ts';

/** What is remembered of the knowledge folder beside its index, as JSON of its own. */
type Remembered = 'knowledge_whole' | 'knowledge_loss';

async function read<T>(db: Queryable, name: Remembered): Promise<T | undefined> {
  const value = await readSetting(db, name);
  return value === undefined ? undefined : JSON.parse(value);
}

const write = (tx: Transaction, name: Remembered, value: unknown): Promise<void> =>
  value === undefined ? removeSetting(tx, name) : saveSetting(tx, name, JSON.stringify(value));

/** What the folder held when it was last known to be whole. */
export const readWhole = <T>(db: Queryable): Promise<T | undefined> => read<T>(db, 'knowledge_whole');

export const saveWhole = (tx: Transaction, whole: object): Promise<void> =>
  write(tx, 'knowledge_whole', whole);

/** What the folder lost, and nobody accepted; undefined when nothing waits. */
export const readLoss = <T>(db: Queryable): Promise<T | undefined> => read<T>(db, 'knowledge_loss');

/** @param loss undefined when it is over */
export const saveLoss = (tx: Transaction, loss: object | undefined): Promise<void> =>
  write(tx, 'knowledge_loss', loss);
