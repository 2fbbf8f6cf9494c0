import { decideRecall, noteChanges, saveCount } from '#src/features/recall/store/recalls.ts';
import type { Database } from '#src/platform/database/database.ts';

const OTHER = { key: 'web:lea', name: 'Léa Martin' };

/** A recall of so many people that waits for somebody's word, or for a second one; the open one before it is ended. */
export async function addRecall(
  db: Database,
  { state, people, now }: { state: 'ready' | 'confirming'; people: number; now: number },
): Promise<string> {
  return db.tx(async (tx) => {
    await tx.query("UPDATE recall SET state = 'done', ended_at = $1 WHERE ended_at IS NULL", [now]);
    const id = await noteChanges(tx, [{ kind: 'figure', reference: 'avance-taux', version: '35' }], now);
    await saveCount(tx, { id, version: 1, people, leftOut: 0, now });
    if (state === 'confirming')
      await decideRecall(tx, { id, version: 1, from: 'ready', to: state, by: { ...OTHER, at: now } });
    return id;
  });
}
