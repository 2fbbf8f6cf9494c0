import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** Where experts follow a case in a messaging platform. */
export interface CaseThread {
  readonly caseId: string;
  readonly surface: string;
  /** The conversation that the hotline writes into. */
  readonly conversationId: string;
  /** The conversation in which experts answer, once the platform made the thread. */
  readonly threadKey: string | undefined;
  /** The message that shows where the case stands, changed as it moves on. */
  readonly cardId: string | undefined;
  /** How often the thread was made again after somebody deleted it. */
  readonly madeAgain: number;
}

interface Row {
  case_id: string;
  surface: string;
  conversation_id: string;
  thread_key: string | null;
  card_id: string | null;
  made_again: number;
}

const toThread = (row: Row): CaseThread => ({
  caseId: row.case_id,
  surface: row.surface,
  conversationId: row.conversation_id,
  threadKey: row.thread_key ?? undefined,
  cardId: row.card_id ?? undefined,
  madeAgain: Number(row.made_again),
});

/** Makes a case's place on a surface: a conversation to write into, whose thread the platform has not made yet. */
export async function addCaseThread(
  tx: Transaction,
  thread: { caseId: string; surface: string; address: unknown; now: number },
): Promise<CaseThread> {
  const { caseId, surface, address, now } = thread;
  const conversationId = newId(now);
  await tx.query(
    `INSERT INTO conversation (id, channel, channel_key, address, mode, state, last_seq, created_at, updated_at, kind)
     VALUES ($1, $2, $3, $4, 'bot', '{}', 0, $5, $5, 'desk')`,
    [conversationId, surface, `case:${caseId}`, JSON.stringify(address), now],
  );
  await tx.query('INSERT INTO case_thread (case_id, surface, conversation_id) VALUES ($1, $2, $3)', [
    caseId,
    surface,
    conversationId,
  ]);
  return { caseId, surface, conversationId, threadKey: undefined, cardId: undefined, madeAgain: 0 };
}

export async function caseThreads(db: Queryable, caseId: string): Promise<CaseThread[]> {
  const rows = await db.query<Row>('SELECT * FROM case_thread WHERE case_id = $1 ORDER BY surface', [caseId]);
  return rows.map(toThread);
}

/** The case of a thread in which an expert wrote. */
export async function threadByKey(
  db: Queryable,
  surface: string,
  threadKey: string,
): Promise<CaseThread | undefined> {
  const rows = await db.query<Row>('SELECT * FROM case_thread WHERE surface = $1 AND thread_key = $2', [
    surface,
    threadKey,
  ]);
  return rows[0] && toThread(rows[0]);
}

/** Threads of a surface that the platform has not made yet. */
export async function threadsBeingMade(db: Queryable, surface: string): Promise<number> {
  const rows = await db.query<{ count: number }>(
    'SELECT COUNT(*) AS count FROM case_thread WHERE surface = $1 AND thread_key IS NULL',
    [surface],
  );
  return Number(rows[0]?.count);
}

/** The thread that a conversation of the hotline writes into. */
export async function threadOfConversation(
  db: Queryable,
  conversationId: string,
): Promise<CaseThread | undefined> {
  const rows = await db.query<Row>('SELECT * FROM case_thread WHERE conversation_id = $1', [conversationId]);
  return rows[0] && toThread(rows[0]);
}

/** Keeps what the platform said of a thread that it made: how to write there, and how answers will name it. */
export async function saveThreadPlace(
  tx: Transaction,
  conversationId: string,
  place: { address: unknown; threadKey: string | undefined },
): Promise<void> {
  await tx.query('UPDATE conversation SET address = $2 WHERE id = $1', [
    conversationId,
    JSON.stringify(place.address),
  ]);
  if (place.threadKey === undefined) return;
  await tx.query('UPDATE case_thread SET thread_key = $2 WHERE conversation_id = $1', [
    conversationId,
    place.threadKey,
  ]);
}

export async function saveThreadCard(tx: Transaction, thread: CaseThread, cardId: string): Promise<void> {
  await tx.query('UPDATE case_thread SET card_id = $3 WHERE case_id = $1 AND surface = $2', [
    thread.caseId,
    thread.surface,
    cardId,
  ]);
}

/** Forgets a thread that is gone, so that the next message makes a new one. */
export async function resetThread(tx: Transaction, thread: CaseThread, address: unknown): Promise<void> {
  await tx.query('UPDATE conversation SET address = $2, unreachable_at = NULL WHERE id = $1', [
    thread.conversationId,
    JSON.stringify(address),
  ]);
  await tx.query(
    `UPDATE case_thread SET thread_key = NULL, card_id = NULL, made_again = made_again + 1
     WHERE case_id = $1 AND surface = $2`,
    [thread.caseId, thread.surface],
  );
}

/** Whether a platform took something that was said in a case's threads since a moment. */
export async function threadTookSince(db: Queryable, caseId: string, since: number): Promise<boolean> {
  const rows = await db.query(
    `SELECT outbox.id FROM outbox JOIN case_thread ON case_thread.conversation_id = outbox.conversation_id
     WHERE case_thread.case_id = $1 AND outbox.created_at >= $2 AND outbox.status = 'sent' LIMIT 1`,
    [caseId, since],
  );
  return rows.length > 0;
}
