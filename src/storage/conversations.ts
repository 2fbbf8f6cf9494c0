import type { Queryable, Transaction } from './database.ts';
import { newId } from './ids.ts';

/** Who answers: the bot, nobody yet, or a person. */
export type ConversationMode = 'bot' | 'waiting' | 'human';

/** A conversation as kept. `state` is the thread context that the conversation layer owns, as JSON. */
export interface Conversation {
  readonly id: string;
  readonly channel: string;
  readonly channelKey: string;
  readonly address: unknown;
  readonly mode: ConversationMode;
  readonly state: unknown;
  readonly lastSeq: number;
}

interface ConversationRow {
  id: string;
  channel: string;
  channel_key: string;
  address: string;
  mode: ConversationMode;
  state: string;
  last_seq: number;
}

const COLUMNS = 'id, channel, channel_key, address, mode, state, last_seq';

const toConversation = (row: ConversationRow): Conversation => ({
  id: row.id,
  channel: row.channel,
  channelKey: row.channel_key,
  address: JSON.parse(row.address),
  mode: row.mode,
  state: JSON.parse(row.state),
  lastSeq: row.last_seq,
});

/** The conversation of a channel's key, made when it is new; its address is brought up to date. */
export async function openConversation(
  tx: Transaction,
  key: { channel: string; channelKey: string; address: unknown; now: number },
): Promise<Conversation> {
  const address = JSON.stringify(key.address ?? null);
  const rows = await tx.query<ConversationRow>(
    `INSERT INTO conversation (id, channel, channel_key, address, mode, state, last_seq, created_at, updated_at)
     VALUES ($1, $2, $3, $4, 'bot', '{}', 0, $5, $5)
     ON CONFLICT (channel, channel_key) DO UPDATE SET address = excluded.address, updated_at = excluded.updated_at
     RETURNING ${COLUMNS}`,
    [newId(key.now), key.channel, key.channelKey, address, key.now],
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

/** Takes the next place in the conversation. */
export async function nextSeq(tx: Transaction, conversationId: string): Promise<number> {
  const rows = await tx.query<{ last_seq: number }>(
    'UPDATE conversation SET last_seq = last_seq + 1 WHERE id = $1 RETURNING last_seq',
    [conversationId],
  );
  return (rows[0] as { last_seq: number }).last_seq;
}
