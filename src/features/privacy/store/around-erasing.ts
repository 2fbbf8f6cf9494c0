import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { bind, type PersonSets } from '#src/platform/database/personal-data/person-sets.ts';

/** Locks what a message on its way would write to, in the order that it takes. */
export async function lockPerson(tx: Transaction, { person, conversations }: PersonSets): Promise<void> {
  await tx.query('SELECT key FROM person_identity WHERE person_id = $1 ORDER BY channel, key {ROWLOCK}', [
    person,
  ]);
  for (const id of conversations) await tx.query('SELECT id FROM conversation WHERE id = $1 {ROWLOCK}', [id]);
}

/** Cases among some that are not closed. */
export async function liveCaseIds(db: Queryable, sets: PersonSets): Promise<string[]> {
  const { sql, params } = bind("SELECT id FROM expert_case WHERE id IN {cases} AND state <> 'closed'", sets);
  return (await db.query<{ id: string }>(sql, params)).map(({ id }) => id);
}

/** Their numbers, as people say them. */
export async function liveCaseNumbers(db: Queryable, sets: PersonSets): Promise<number[]> {
  const { sql, params } = bind(
    "SELECT number FROM expert_case WHERE id IN {cases} AND state <> 'closed' ORDER BY number",
    sets,
  );
  return (await db.query<{ number: number }>(sql, params)).map(({ number }) => Number(number));
}

/** A thread of a messaging platform in which experts spoke of a person, as far as the platform made it. */
interface LiveThread {
  readonly conversationId: string;
  readonly number: number;
  /** The card that can be changed in place. */
  readonly cardId: string | undefined;
}

/** Threads of some cases in which something can still be said. */
export async function threadsToTell(db: Queryable, sets: PersonSets): Promise<LiveThread[]> {
  const { sql, params } = bind(
    `SELECT case_thread.conversation_id, expert_case.number, message.id AS card_id FROM case_thread
     JOIN expert_case ON expert_case.id = case_thread.case_id
     LEFT JOIN message ON message.id = case_thread.card_id AND message.ref IS NOT NULL
     WHERE case_thread.case_id IN {cases} AND case_thread.thread_key IS NOT NULL`,
    sets,
  );
  const rows = await db.query<{ conversation_id: string; number: number; card_id: string | null }>(
    sql,
    params,
  );
  return rows.map((row) => ({
    conversationId: row.conversation_id,
    number: Number(row.number),
    cardId: row.card_id ?? undefined,
  }));
}

/** Replaces what a card says: the platform shows it until the change has left. */
export async function blankMessage(tx: Transaction, id: string, content: unknown): Promise<void> {
  await tx.query('UPDATE message SET content = $2, reply_to = NULL WHERE id = $1', [
    id,
    JSON.stringify(content),
  ]);
}
