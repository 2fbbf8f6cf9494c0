import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** Who answers: the bot, nobody yet, or a person. */
export type ConversationMode = 'bot' | 'waiting' | 'human';

/** With somebody who asks, or with the experts: a thread of a case. */
export type ConversationKind = 'company' | 'desk';

/** A conversation as kept. `state` is the thread context that the conversation layer owns, as JSON. */
export interface Conversation {
  readonly id: string;
  readonly channel: string;
  readonly channelKey: string;
  readonly address: unknown;
  readonly mode: ConversationMode;
  readonly state: unknown;
  readonly lastSeq: number;
  readonly personId: string | undefined;
  readonly kind: ConversationKind;
}

interface ConversationRow {
  id: string;
  channel: string;
  channel_key: string;
  address: string;
  mode: ConversationMode;
  state: string;
  last_seq: number;
  person_id: string | null;
  kind: ConversationKind;
}

const COLUMNS = 'id, channel, channel_key, address, mode, state, last_seq, person_id, kind';

const toConversation = (row: ConversationRow): Conversation => ({
  id: row.id,
  channel: row.channel,
  channelKey: row.channel_key,
  address: JSON.parse(row.address),
  mode: row.mode,
  state: JSON.parse(row.state),
  lastSeq: row.last_seq,
  personId: row.person_id ?? undefined,
  kind: row.kind,
});

/**
 * The conversation of a channel's key, made when it is new; its address is brought up to date, and so is its person where
 * it had none. Somebody who writes again is reachable again.
 */
export async function openConversation(
  tx: Transaction,
  key: {
    channel: string;
    channelKey: string;
    address: unknown;
    personId?: string | undefined;
    kind?: ConversationKind | undefined;
    now: number;
  },
): Promise<Conversation> {
  const address = JSON.stringify(key.address ?? null);
  const rows = await tx.query<ConversationRow>(
    `INSERT INTO conversation (id, channel, channel_key, address, mode, state, last_seq, created_at, updated_at, person_id, kind)
     VALUES ($1, $2, $3, $4, 'bot', '{}', 0, $5, $5, $6, $7)
     ON CONFLICT (channel, channel_key) DO UPDATE SET address = excluded.address, updated_at = excluded.updated_at,
       person_id = COALESCE(conversation.person_id, excluded.person_id), unreachable_at = NULL
     RETURNING ${COLUMNS}`,
    [
      newId(key.now),
      key.channel,
      key.channelKey,
      address,
      key.now,
      key.personId ?? null,
      key.kind ?? 'company',
    ],
  );
  return toConversation(rows[0] as ConversationRow);
}

export async function findConversation(
  db: Queryable,
  channel: string,
  channelKey: string,
): Promise<Conversation | undefined> {
  const rows = await db.query<ConversationRow>(
    `SELECT ${COLUMNS} FROM conversation WHERE channel = $1 AND channel_key = $2`,
    [channel, channelKey],
  );
  return rows[0] && toConversation(rows[0]);
}

/** Gives a conversation to somebody else: its platform says that it is theirs. */
export async function giveConversation(tx: Transaction, id: string, personId: string): Promise<void> {
  await tx.query('UPDATE conversation SET person_id = $2 WHERE id = $1', [id, personId]);
}

/** Reads a conversation, locked until the end of the transaction where the engine has row locks. */
export async function lockConversation(tx: Transaction, id: string): Promise<Conversation | undefined> {
  const rows = await tx.query<ConversationRow>(
    `SELECT ${COLUMNS} FROM conversation WHERE id = $1 {ROWLOCK}`,
    [id],
  );
  return rows[0] && toConversation(rows[0]);
}

export async function saveConversationState(
  tx: Transaction,
  id: string,
  state: unknown,
  now: number,
): Promise<void> {
  await tx.query('UPDATE conversation SET state = $2, updated_at = $3 WHERE id = $1', [
    id,
    JSON.stringify(state),
    now,
  ]);
}

/** Says who answers from now on. */
export async function setConversationMode(
  tx: Transaction,
  id: string,
  mode: ConversationMode,
): Promise<void> {
  await tx.query('UPDATE conversation SET mode = $2 WHERE id = $1', [id, mode]);
}

/** Takes the next place in the conversation. */
export async function nextSeq(tx: Transaction, conversationId: string): Promise<number> {
  const rows = await tx.query<{ last_seq: number }>(
    'UPDATE conversation SET last_seq = last_seq + 1 WHERE id = $1 RETURNING last_seq',
    [conversationId],
  );
  return (rows[0] as { last_seq: number }).last_seq;
}

/** Notes that a page showed a conversation's messages up to a place; a place that does not exist counts as the last one. */
export async function markSeen(
  tx: Transaction,
  seen: { channel: string; conversationKey: string; seq: number },
): Promise<void> {
  await tx.query(
    `UPDATE conversation SET seen_seq = CASE WHEN last_seq < $3 THEN last_seq ELSE $3 END
     WHERE channel = $1 AND channel_key = $2 AND seen_seq < $3 AND seen_seq < last_seq`,
    [seen.channel, seen.conversationKey, seen.seq],
  );
}

/** The place up to which a page showed a conversation. */
export async function lastSeenSeq(db: Queryable, id: string): Promise<number> {
  const [row] = await db.query<{ seen_seq: number }>('SELECT seen_seq FROM conversation WHERE id = $1', [id]);
  return Number(row?.seen_seq ?? 0);
}

/** The place after which a person has neither seen the messages of a conversation nor had them by mail. */
export async function lastReachedSeq(db: Queryable, id: string): Promise<number> {
  const [row] = await db.query<{ reached: number }>(
    'SELECT CASE WHEN mailed_seq > seen_seq THEN mailed_seq ELSE seen_seq END AS reached FROM conversation WHERE id = $1',
    [id],
  );
  return Number(row?.reached ?? 0);
}

/** Notes that a conversation's messages up to a place are leaving by mail. */
export async function markMailed(tx: Transaction, id: string, seq: number): Promise<void> {
  await tx.query('UPDATE conversation SET mailed_seq = $2 WHERE id = $1', [id, seq]);
}

/** Notes that the person left or blocked the hotline there: nothing more is sent until they write again. */
export async function markUnreachable(tx: Transaction, id: string, now: number): Promise<void> {
  await tx.query('UPDATE conversation SET unreachable_at = $2 WHERE id = $1', [id, now]);
}

/** Forgets how to write in a conversation and what it spoke of; the next message there brings a new address. */
export async function forgetConversation(tx: Transaction, id: string): Promise<void> {
  await tx.query("UPDATE conversation SET address = 'null', state = '{}' WHERE id = $1", [id]);
}

/** Whether the person can't be reached there any more. */
export async function isUnreachable(db: Queryable, id: string): Promise<boolean> {
  const rows = await db.query<{ unreachable_at: number | null }>(
    'SELECT unreachable_at FROM conversation WHERE id = $1',
    [id],
  );
  return rows[0]?.unreachable_at != null;
}

/** Who speaks in a conversation, where the channel tells. */
export async function personOf(db: Queryable, id: string): Promise<string | undefined> {
  const [row] = await db.query<{ person_id: string | null }>(
    'SELECT person_id FROM conversation WHERE id = $1',
    [id],
  );
  return row?.person_id ?? undefined;
}

/** Conversations of a person, the one last used first. */
export async function conversationsOf(db: Queryable, personId: string): Promise<Conversation[]> {
  const rows = await db.query<ConversationRow>(
    `SELECT ${COLUMNS} FROM conversation WHERE person_id = $1 ORDER BY updated_at DESC, id`,
    [personId],
  );
  return rows.map(toConversation);
}

/** The last place of each of some conversations, named as their channels do; those that do not exist are left out. */
export async function lastSeqs(
  db: Queryable,
  places: readonly { channel: string; conversationKey: string }[],
): Promise<{ channel: string; conversationKey: string; seq: number }[]> {
  const found: { channel: string; conversationKey: string; seq: number }[] = [];
  for (let start = 0; start < places.length; start += AT_ONCE) {
    const asked = places.slice(start, start + AT_ONCE);
    const pairs = asked.map(
      (_, index) => `(channel = $${2 * index + 1} AND channel_key = $${2 * index + 2})`,
    );
    const rows = await db.query<{ channel: string; channel_key: string; last_seq: number }>(
      `SELECT channel, channel_key, last_seq FROM conversation WHERE ${pairs.join(' OR ')}`,
      asked.flatMap(({ channel, conversationKey }) => [channel, conversationKey]),
    );
    for (const { channel, channel_key: conversationKey, last_seq: seq } of rows)
      found.push({ channel, conversationKey, seq });
  }
  return found;
}

/** Conversations asked for in one statement. */
const AT_ONCE = 200;
