import { type Block, type Choice, plainText } from '#src/channel/blocks.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import type { KeptInbound, OutboundContent } from './messages.ts';

/** What a conversation was last told, by whomever; undefined when nothing was told yet. */
export async function lastSaid(db: Queryable, conversationId: string): Promise<OutboundContent | undefined> {
  const [row] = await db.query<{ content: string }>(
    `SELECT content FROM message WHERE conversation_id = $1 AND author <> 'company' AND withheld_at IS NULL
     ORDER BY seq DESC LIMIT 1`,
    [conversationId],
  );
  return row && (JSON.parse(row.content) as OutboundContent);
}

/** What a conversation was last told, and the last buttons that it was shown. */
export interface ShownButtons {
  readonly kind: string | undefined;
  /** Of the very last message. */
  readonly choices: readonly Choice[];
  /** Of the last message that had any. */
  readonly buttons: readonly Choice[];
  /** One of the last messages asks when the tender closes. */
  readonly asksClosing?: boolean | undefined;
}

/** The words by which a page asks when a tender closes, and promises what is made of it: `knowledge/README.md`. */
const ASKS_CLOSING = /Donnez-moi la date et l['’]heure limites/;
const asksClosing = (blocks: readonly Block[]): boolean => ASKS_CLOSING.test(plainText(blocks));

/** Messages among which the last buttons are looked for: a turn says no more. */
const LOOKED_AT = 4;

/** What a conversation was last told, and the last buttons that it was shown. */
export async function lastShown(db: Queryable, conversationId: string): Promise<ShownButtons> {
  const rows = await db.query<{ content: string }>(
    `SELECT content FROM message WHERE conversation_id = $1 AND author <> 'company' AND withheld_at IS NULL
     ORDER BY seq DESC LIMIT ${LOOKED_AT}`,
    [conversationId],
  );
  const said = rows.map(({ content }) => JSON.parse(content) as OutboundContent);
  const each = said.map(({ blocks }) =>
    blocks.flatMap((block) => (block.type === 'choices' ? block.choices : [])),
  );
  return {
    kind: said[0]?.kind,
    choices: each[0] ?? [],
    buttons: each.find((choices) => choices.length > 0) ?? [],
    asksClosing: said.some(({ blocks }) => asksClosing(blocks)),
  };
}

/** What a conversation was last told by the hotline, the latest first. */
export async function lastTold(
  db: Queryable,
  conversationId: string,
  { since, most }: { readonly since: number; readonly most: number },
): Promise<readonly OutboundContent[]> {
  const rows = await db.query<{ content: string }>(
    `SELECT content FROM message
     WHERE conversation_id = $1 AND author <> 'company' AND withheld_at IS NULL AND created_at > $2
     ORDER BY seq DESC LIMIT $3`,
    [conversationId, since, most],
  );
  return rows.map(({ content }) => JSON.parse(content) as OutboundContent);
}

/** The last message that was handled, and what was said since. */
export interface Exchange {
  readonly message: { readonly content: KeptInbound; readonly at: number };
  readonly said: readonly OutboundContent[];
  /** Milliseconds between what was said and the message that is being handled now; negative where it had come before. */
  readonly readFor: number;
}

/**
 * The last message that was handled, and what was said since; undefined before there is one. What answers an earlier
 * message may come after it, where several came at once: it is no part of this exchange.
 */
export async function lastExchange(db: Queryable, conversationId: string): Promise<Exchange | undefined> {
  const [message] = await db.query<{ id: string; content: string; seq: number; created_at: number }>(
    `SELECT id, content, seq, created_at FROM message
     WHERE conversation_id = $1 AND author = 'company' AND handled_at IS NOT NULL ORDER BY seq DESC LIMIT 1`,
    [conversationId],
  );
  if (!message) return undefined;
  const [now] = await db.query<{ created_at: number }>(
    `SELECT created_at FROM message
     WHERE conversation_id = $1 AND author = 'company' AND handled_at IS NULL ORDER BY seq LIMIT 1`,
    [conversationId],
  );
  const said = await db.query<{ content: string; created_at: number }>(
    `SELECT content, created_at FROM message
     WHERE conversation_id = $1 AND author <> 'company' AND withheld_at IS NULL AND seq > $2
       AND (reply_to IS NULL OR reply_to = $3)
     ORDER BY seq LIMIT ${LOOKED_AT}`,
    [conversationId, message.seq, message.id],
  );
  return {
    message: { content: JSON.parse(message.content) as KeptInbound, at: message.created_at },
    said: said.map(({ content }) => JSON.parse(content) as OutboundContent),
    readFor: Number(now?.created_at ?? 0) - Math.max(0, ...said.map((one) => Number(one.created_at))),
  };
}

/**
 * The words of the last messages of a company that were handled, the latest first.
 * @param since epoch milliseconds
 */
export async function lastWritten(
  db: Queryable,
  conversationId: string,
  { since, most }: { readonly since: number; readonly most: number },
): Promise<readonly string[]> {
  const rows = await db.query<{ content: string }>(
    `SELECT content FROM message
     WHERE conversation_id = $1 AND author = 'company' AND handled_at IS NOT NULL AND created_at > $2
     ORDER BY seq DESC LIMIT $3`,
    [conversationId, since, most],
  );
  const said = rows.map(({ content }) => JSON.parse(content) as KeptInbound);
  return said.flatMap((one) => (one.type === 'text' ? [one.text.replace(/\s+/g, ' ')] : []));
}
