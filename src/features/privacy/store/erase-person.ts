import { keepFigures } from '#src/conversation/store/figures/replies.ts';
import { WISHES } from '#src/features/directory/store/personal-data.ts';
import { TABLE_RULES } from '#src/features/privacy/register/tables.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import {
  bind,
  filesGiven,
  type PersonSets,
  placesFor,
} from '#src/platform/database/personal-data/person-sets.ts';
import type { EraseStep } from '#src/platform/database/personal-data/table-rule.ts';
import { pseudonymiseTraces } from '#src/platform/web/traces/store/traces.ts';
import { blotIntroductions } from './blot-out.ts';

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
  await keepFigures(tx, { conversations: sets.conversations });
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

/** Adds up rows that went. */
export function sumOf(...all: readonly Removed[]): Removed {
  const total = new Map<string, number>();
  for (const one of all) for (const [table, count] of one) total.set(table, (total.get(table) ?? 0) + count);
  return total;
}

/** A reply follows its question closely; both go together, for figures are counted from the two. */
const REPLY_WITHIN = 200;

/** What hangs on a message, in the order in which it may go. */
const OF_MESSAGES = [
  ['outbox', 'message_id'],
  ['feedback', 'message_id'],
  ['request', 'message_id'],
  ['inbound_event', 'message_id'],
  ['turn_trouble', 'message_id'],
  ['message', 'id'],
] as const;

/**
 * Takes away the first messages of some conversations, with what hangs on them, when there are more than can go at once
 * with the conversations themselves. Their figures stay.
 * @returns rows by table, and whether to come back before the conversations go
 */
export async function eraseOldest(
  tx: Transaction,
  conversations: readonly string[],
  atOnce: number,
): Promise<{ removed: Removed; left: boolean }> {
  const { list, values } = placesFor(conversations, 2);
  const found = await tx.query<{ id: string; conversation_id: string; seq: number }>(
    `SELECT id, conversation_id, seq FROM message WHERE conversation_id IN ${list}
     ORDER BY conversation_id, seq LIMIT $1`,
    [atOnce, ...values],
  );
  const last = found.at(-1);
  if (!last || found.length < atOnce) return { removed: new Map(), left: false };
  const cut = found.filter((one) => one.conversation_id === last.conversation_id).map(({ id }) => id);
  const asked = placesFor(cut, 4);
  const replies = await tx.query<{ id: string }>(
    `SELECT id FROM message WHERE conversation_id = $1 AND seq > $2 AND seq <= $3 AND reply_to IN ${asked.list}`,
    [last.conversation_id, last.seq, Number(last.seq) + REPLY_WITHIN, ...asked.values],
  );
  const ids = [...found, ...replies].map(({ id }) => id);
  await keepFigures(tx, { messages: ids });
  const these = placesFor(ids, 1);
  const giving = await tx.query<{ content: string }>(
    `SELECT content FROM message WHERE id IN ${these.list} AND content LIKE '%"fileId"%'`,
    these.values,
  );
  const removed = new Map<string, number>();
  const take = async (table: string, key: string, of: readonly string[]): Promise<void> => {
    if (of.length === 0) return;
    const some = placesFor(of, 1);
    const sql = `DELETE FROM ${table} WHERE ${key} IN ${some.list} RETURNING 1 AS gone`;
    const gone = await tx.query(sql, some.values);
    if (gone.length > 0) removed.set(table, gone.length);
  };
  for (const [table, key] of OF_MESSAGES) await take(table, key, ids);
  await take('file', 'id', filesGiven(giving));
  return { removed, left: true };
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
