import type { Queryable, Transaction } from '#src/platform/database/database.ts';

/** Something that what is said stands on, or hesitates between, as it was at that moment. */
export interface Support {
  /** What it is: a section of a page, a figure of the register; a section that was offered, by a message in doubt. */
  readonly kind: 'section' | 'figure' | 'offered';
  /** Its key. */
  readonly reference: string;
  /** Changes when it does. */
  readonly version: string;
}

/** A message that stood on something. */
export interface Supported extends Pick<Support, 'version'> {
  readonly messageId: string;
  readonly conversationId: string;
  /** Epoch milliseconds. */
  readonly saidAt: number;
}

/** Keeps what a message stands on, in the transaction that says it. */
export async function saveSupports(
  tx: Transaction,
  messageId: string,
  supports: readonly Support[],
): Promise<void> {
  if (supports.length === 0) return;
  const values: string[] = [messageId];
  const rows = supports.map(({ kind, reference, version }) => {
    const places = [kind, reference, version].map((value) => `$${values.push(value)}`);
    return `($1, ${places.join(', ')})`;
  });
  await tx.query(
    `INSERT INTO message_support (message_id, kind, reference, version) VALUES ${rows.join(', ')}
     ON CONFLICT (message_id, kind, reference) DO NOTHING`,
    values,
  );
}

/** The messages that stood on something, whatever its version was, the newest first. */
export async function messagesStandingOn(
  db: Queryable,
  { kind, reference }: Pick<Support, 'kind' | 'reference'>,
  limit: number,
): Promise<Supported[]> {
  const rows = await db.query<{ id: string; conversation_id: string; created_at: number; version: string }>(
    `SELECT message.id, message.conversation_id, message.created_at, message_support.version
     FROM message_support JOIN message ON message.id = message_support.message_id
     WHERE message_support.kind = $1 AND message_support.reference = $2
     ORDER BY message_support.message_id DESC LIMIT $3`,
    [kind, reference, limit],
  );
  return rows.map((row) => ({
    messageId: row.id,
    conversationId: row.conversation_id,
    saidAt: Number(row.created_at),
    version: row.version,
  }));
}

/** How many messages stand on each document, by its id: « guides/avance ». */
export async function messagesByDocument(db: Queryable): Promise<ReadonlyMap<string, number>> {
  // What comes before the last « # » of a section's key, in the words of both engines.
  const rows = await db.query<{ document: string; count: number }>(
    `SELECT RTRIM(reference, REPLACE(reference, '#', '')) AS document, COUNT(DISTINCT message_id) AS count
     FROM message_support WHERE kind = 'section' GROUP BY RTRIM(reference, REPLACE(reference, '#', ''))`,
  );
  return new Map(rows.map(({ document, count }) => [document.replace(/#$/, ''), Number(count)]));
}

/** How many messages stand on figures. */
export async function messagesOnFigures(db: Queryable): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    "SELECT COUNT(DISTINCT message_id) AS count FROM message_support WHERE kind = 'figure'",
  );
  return Number(row?.count ?? 0);
}

/** Something that messages stand on, in one of its versions, and when the last of them was said. */
export interface UsedVersion extends Support {
  /** Epoch milliseconds. */
  readonly lastSaidAt: number;
}

/** All that answers stand on, version by version: not what doubts offered. */
export async function usedVersions(db: Queryable): Promise<UsedVersion[]> {
  const rows = await db.query<Support & { last: number }>(
    `SELECT kind, reference, version, MAX(message.created_at) AS last
     FROM message_support JOIN message ON message.id = message_support.message_id
     WHERE kind IN ('section', 'figure') GROUP BY kind, reference, version ORDER BY kind, reference, version`,
  );
  return rows.map(({ kind, reference, version, last }) => ({
    kind,
    reference,
    version,
    lastSaidAt: Number(last),
  }));
}
