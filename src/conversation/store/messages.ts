import type { Block } from '#src/channel/blocks.ts';
import type { InboundContent, Speaker } from '#src/channel/port.ts';
import { countsAsReply, recountSince } from '#src/conversation/store/figures/replies.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { nextSeq } from './conversations.ts';

/** What the bot or an expert said, with the kind of answer for figures and staff. */
export interface OutboundContent {
  readonly blocks: readonly Block[];
  readonly kind?: string | undefined;
  /** The expert who speaks. */
  readonly by?: { readonly key: string; readonly name: string } | undefined;
  /** The message that this one takes the place of. */
  readonly replaces?: string | undefined;
  /** What it tells of, by its id: those words go with it. */
  readonly about?: string | undefined;
}

/** What came in; on the desk, with who wrote it. */
export type KeptInbound = InboundContent & { readonly speaker?: Speaker | undefined };

/** A message as kept. `seq` orders a conversation, from 1. */
export type StoredMessage = { id: string; conversationId: string; seq: number; at: number } & (
  | { author: 'company'; content: KeptInbound }
  | {
      author: 'bot' | 'expert';
      content: OutboundContent;
      replyTo?: string | undefined;
      rating?: string | undefined;
      /** The bot wrote it, and a person took the conversation before it left: nobody was told. */
      withheld?: boolean | undefined;
    }
);

/** What the bot or an expert said, as kept. */
export type SaidMessage = Extract<StoredMessage, { author: 'bot' | 'expert' }>;

/** A message as the database has it. */
export interface MessageRow {
  id: string;
  conversation_id: string;
  seq: number;
  author: 'company' | 'bot' | 'expert';
  content: string;
  reply_to: string | null;
  created_at: number;
  withheld_at?: number | null;
  rating?: string | null;
}

export function toMessage(row: MessageRow): StoredMessage {
  const base = { id: row.id, conversationId: row.conversation_id, seq: row.seq, at: row.created_at };
  if (row.author === 'company') return { ...base, author: 'company', content: JSON.parse(row.content) };
  const { reply_to: replyTo, rating } = row;
  return {
    ...base,
    author: row.author,
    content: JSON.parse(row.content),
    replyTo: replyTo ?? undefined,
    rating: rating ?? undefined,
    ...(row.withheld_at != null && { withheld: true }),
  };
}

/**
 * Records a delivery.
 * @returns the id of the message it will be, or undefined when this delivery was already recorded
 */
export async function recordDelivery(
  tx: Transaction,
  delivery: { channel: string; deliveryId: string; now: number },
): Promise<string | undefined> {
  const id = newId(delivery.now);
  const rows = await tx.query<{ message_id: string }>(
    `INSERT INTO inbound_event (channel, event_id, message_id, received_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (channel, event_id) DO NOTHING RETURNING message_id`,
    [delivery.channel, delivery.deliveryId, id, delivery.now],
  );
  return rows[0]?.message_id;
}

export async function addInboundMessage(
  tx: Transaction,
  message: {
    id: string;
    conversationId: string;
    content: KeptInbound;
    ref?: string | undefined;
    now: number;
  },
): Promise<StoredMessage> {
  const seq = await nextSeq(tx, message.conversationId);
  await tx.query(
    `INSERT INTO message (id, conversation_id, seq, author, content, created_at, ref)
     VALUES ($1, $2, $3, 'company', $4, $5, $6)`,
    [
      message.id,
      message.conversationId,
      seq,
      JSON.stringify(message.content),
      message.now,
      message.ref ?? null,
    ],
  );
  const { id, conversationId, content, now } = message;
  return { id, conversationId, seq, at: now, author: 'company', content };
}

/** Adds what the bot, or an expert, says and queues it for sending: both or neither. */
export async function addOutboundMessage(
  tx: Transaction,
  message: {
    conversationId: string;
    content: OutboundContent;
    author?: 'bot' | 'expert' | undefined;
    replyTo?: string | undefined;
    now: number;
  },
): Promise<StoredMessage> {
  const author = message.author ?? 'bot';
  const id = newId(message.now);
  const seq = await nextSeq(tx, message.conversationId);
  await tx.query(
    `INSERT INTO message (id, conversation_id, seq, author, content, reply_to, created_at, handled_at)
     VALUES ($1, $2, $3, $7, $4, $5, $6, $6)`,
    [
      id,
      message.conversationId,
      seq,
      JSON.stringify(message.content),
      message.replyTo ?? null,
      message.now,
      author,
    ],
  );
  await tx.query(
    `INSERT INTO outbox (id, conversation_id, message_id, seq, status, attempts, run_at, created_at)
     VALUES ($1, $2, $3, $4, 'open', 0, $5, $5)`,
    [newId(message.now), message.conversationId, id, seq, message.now],
  );
  const { conversationId, content, replyTo, now } = message;
  if (countsAsReply(content.kind)) await recountSince(tx, conversationId, seq - 1);
  return { id, conversationId, seq, at: now, author, content, replyTo };
}

/** Messages of the company that nobody has answered yet, oldest first. */
export async function unhandledMessages(db: Queryable, conversationId: string): Promise<StoredMessage[]> {
  const rows = await db.query<MessageRow>(
    'SELECT * FROM message WHERE conversation_id = $1 AND handled_at IS NULL ORDER BY seq',
    [conversationId],
  );
  return rows.map(toMessage);
}

/** Marks messages as answered. @returns how many were still waiting: fewer than given means another run answered */
export async function markHandled(tx: Transaction, ids: readonly string[], now: number): Promise<number> {
  let marked = 0;
  for (const id of ids) {
    const rows = await tx.query(
      'UPDATE message SET handled_at = $2 WHERE id = $1 AND handled_at IS NULL RETURNING id',
      [id, now],
    );
    marked += rows.length;
  }
  return marked;
}

/** The conversation after a place, oldest first, at most `limit` lines (the last ones). */
export async function messagesAfter(
  db: Queryable,
  conversationId: string,
  afterSeq: number,
  limit = 200,
): Promise<StoredMessage[]> {
  const rows = await db.query<MessageRow>(
    `SELECT message.*, feedback.rating FROM message LEFT JOIN feedback ON feedback.message_id = message.id
     WHERE message.conversation_id = $1 AND message.seq > $2 ORDER BY message.seq DESC LIMIT $3`,
    [conversationId, afterSeq, limit],
  );
  return rows.reverse().map(toMessage);
}

/** How much of a conversation is read at once. One message is always read, however long. */
export interface PageSize {
  readonly messages: number;
  readonly bytes: number;
}

/** A part of a conversation, oldest first, and the place from which the next one is read; none at the end. */
export interface MessagesPage {
  readonly messages: readonly StoredMessage[];
  readonly next: number | undefined;
}

/** Where a page begins: after a place and onwards, or before one and backwards; `undefined` is the conversation's end. */
export type PageFrom = { readonly after: number } | { readonly before: number | undefined };

/** A page of a conversation. Lengths are read first: a long conversation costs no more than what is given of it. */
export async function messagesPage(
  db: Queryable,
  conversationId: string,
  from: PageFrom,
  size: PageSize,
): Promise<MessagesPage> {
  const [place, side, order] =
    'after' in from ? [from.after, '>', 'ASC'] : [from.before ?? Number.MAX_SAFE_INTEGER, '<', 'DESC'];
  const lengths = await db.query<{ seq: number; bytes: number }>(
    `SELECT seq, OCTET_LENGTH(content) AS bytes FROM message
     WHERE conversation_id = $1 AND seq ${side} $2 ORDER BY seq ${order} LIMIT $3`,
    [conversationId, place, size.messages + 1],
  );
  let bytes = 0;
  const fits = lengths.findIndex((row, index) => {
    bytes += Number(row.bytes);
    return index >= size.messages || (index > 0 && bytes > size.bytes);
  });
  const count = fits < 0 ? lengths.length : fits;
  const first = lengths[0];
  const last = lengths[count - 1];
  if (!first || !last) return { messages: [], next: undefined };
  const rows = await db.query<MessageRow>(
    `SELECT message.*, feedback.rating FROM message LEFT JOIN feedback ON feedback.message_id = message.id
     WHERE message.conversation_id = $1 AND message.seq BETWEEN $2 AND $3 ORDER BY message.seq ${order}`,
    // By their places: what is said meanwhile takes the place of none of them.
    [conversationId, Math.min(first.seq, last.seq), Math.max(first.seq, last.seq)],
  );
  const messages = rows.map(toMessage);
  return {
    messages: 'after' in from ? messages : messages.reverse(),
    next: count < lengths.length ? Number(last.seq) : undefined,
  };
}

export async function findMessage(db: Queryable, id: string): Promise<StoredMessage | undefined> {
  const rows = await db.query<MessageRow>('SELECT * FROM message WHERE id = $1', [id]);
  return rows[0] && toMessage(rows[0]);
}

/** The platform's id of a message, when it has one. */
export async function refOfMessage(db: Queryable, id: string): Promise<string | undefined> {
  const rows = await db.query<{ ref: string | null }>('SELECT ref FROM message WHERE id = $1', [id]);
  return rows[0]?.ref ?? undefined;
}

/** Notes that nobody was told a message. */
export async function withholdMessage(tx: Transaction, id: string, now: number): Promise<void> {
  const [said] = await tx.query<{ conversation_id: string; seq: number }>(
    'UPDATE message SET withheld_at = $2 WHERE id = $1 RETURNING conversation_id, seq',
    [id, now],
  );
  if (said) await recountSince(tx, said.conversation_id, Number(said.seq) - 1);
}

/** Keeps the platform's id of a message that left. */
export async function saveMessageRef(tx: Transaction, id: string, ref: string): Promise<void> {
  await tx.query('UPDATE message SET ref = $2 WHERE id = $1', [id, ref]);
}

/**
 * What the company, or an expert on the desk, wrote and what was done with it already, by the platform's id of it; its
 * words, where it also had a file.
 */
export async function handledByRef(
  db: Queryable,
  conversationId: string,
  ref: string,
): Promise<(StoredMessage & { author: 'company' }) | undefined> {
  const rows = await db.query<MessageRow>(
    "SELECT * FROM message WHERE conversation_id = $1 AND ref = $2 AND author = 'company' AND handled_at IS NOT NULL ORDER BY seq LIMIT 1",
    [conversationId, ref],
  );
  const found = rows[0] && toMessage(rows[0]);
  return found?.author === 'company' ? found : undefined;
}

/**
 * Changes what the company wrote, as the platform tells: the transcript follows, nothing is answered anew, and what was
 * taken back before its answer gets none. A platform's message with words and a file is two of ours: new words replace
 * the words.
 * @returns the messages changed; none when nothing is known by this id
 */
export async function changeInboundMessage(
  tx: Transaction,
  change: { conversationId: string; ref: string; text: string; deleted: boolean; now: number },
): Promise<StoredMessage[]> {
  const rows = await tx.query<MessageRow>(
    `SELECT * FROM message WHERE conversation_id = $1 AND ref = $2 AND author = 'company' ORDER BY seq {ROWLOCK}`,
    [change.conversationId, change.ref],
  );
  const found = rows.map(toMessage);
  const words = found.filter((one) => one.author === 'company' && one.content.type !== 'file');
  const changed: StoredMessage[] = [];
  for (const one of change.deleted || words.length === 0 ? found : words) {
    if (one.author !== 'company') continue;
    const { id, conversationId, seq, at } = one;
    const { speaker } = one.content;
    const content: KeptInbound = { type: 'text', text: change.text, ...(speaker && { speaker }) };
    await tx.query(
      `UPDATE message SET content = $2, changed_at = $3,
         handled_at = CASE WHEN $4 = 1 THEN COALESCE(handled_at, $3) ELSE handled_at END WHERE id = $1`,
      [id, JSON.stringify(content), change.now, change.deleted ? 1 : 0],
    );
    changed.push({ id, conversationId, seq, at, author: 'company', content });
  }
  return changed;
}
