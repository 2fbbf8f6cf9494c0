import { blotIntroductions } from './blot-out.ts';
import type { Queryable, Transaction } from './database.ts';
import { newId } from './ids.ts';
import { bind, type PersonSets } from './person-sets.ts';
import { TABLE_RULES } from './personal-data.ts';
import { WISHES } from './personal-data-directory.ts';
import type { EraseStep } from './table-rule.ts';
import { pseudonymiseTraces } from './traces.ts';

/** Rows that went or were emptied, by table. */
export type Removed = ReadonlyMap<string, number>;

/** Locks what a message on its way would write to, in the order that it takes. */
export async function lockPerson(tx: Transaction, { person, conversations }: PersonSets): Promise<void> {
  await tx.query('SELECT key FROM person_identity WHERE person_id = $1 ORDER BY channel, key {ROWLOCK}', [
    person,
  ]);
  for (const id of conversations) await tx.query('SELECT id FROM conversation WHERE id = $1 {ROWLOCK}', [id]);
}

/**
 * Erases all that some sets name, table by table as the register says, and what it had others read. The figures of a
 * case stay without their words, in a conversation that is nobody's.
 */
export async function eraseRows(tx: Transaction, sets: PersonSets, now: number): Promise<Removed> {
  for (const conversation of sets.conversations) await moveCases(tx, conversation, now);
  const wishes = bind(`SELECT id FROM introduction WHERE ${WISHES}`, sets);
  const gone = await tx.query<{ id: string }>(wishes.sql, wishes.params);
  const blotted = await blotIntroductions(
    tx,
    gone.map(({ id }) => id),
  );
  const removed = new Map<string, number>();
  const traced = await pseudonymiseTraces(tx, sets);
  if (traced > 0) removed.set('trace', traced);
  for (const { table, erased } of TABLE_RULES) {
    let rows = table === 'message' ? blotted : 0;
    for (const step of erased) rows += await runStep(tx, table, step, sets);
    if (rows > 0) removed.set(table, rows);
  }
  return removed;
}

async function runStep(tx: Transaction, table: string, step: EraseStep, sets: PersonSets): Promise<number> {
  const what =
    step.set === undefined
      ? `DELETE FROM ${table} WHERE ${step.where}`
      : `UPDATE ${table} SET ${step.set} WHERE ${step.where}`;
  const { sql, params } = bind(`${what} RETURNING 1 AS gone`, sets);
  return (await tx.query(sql, params)).length;
}

/** The cases of a conversation go to an empty one that stands for it: who writes there later finds nothing of them. */
async function moveCases(tx: Transaction, conversationId: string, now: number): Promise<void> {
  const cases = await tx.query('SELECT id FROM expert_case WHERE conversation_id = $1 LIMIT 1', [
    conversationId,
  ]);
  if (cases.length === 0) return;
  const shell = newId(now);
  await tx.query(
    `INSERT INTO conversation (id, channel, channel_key, address, mode, state, last_seq, created_at, updated_at)
     SELECT $1, channel, $2, 'null', 'bot', '{}', 0, created_at, updated_at FROM conversation WHERE id = $3`,
    [shell, `${SHELL}${shell}`, conversationId],
  );
  await tx.query('UPDATE expert_case SET conversation_id = $1 WHERE conversation_id = $2', [
    shell,
    conversationId,
  ]);
}

/** How the key of a conversation begins that only holds figures. */
export const SHELL = 'erased:';

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
export interface LiveThread {
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
