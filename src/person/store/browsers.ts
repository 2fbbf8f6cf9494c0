import { randomBytes } from 'node:crypto';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';

const CHANNEL = 'web';

/** A key for a conversation that a browser begins beside its first one, whose key is the browser's own. */
export const newThreadKey = (): string => `thread:${randomBytes(32).toString('base64url')}`;

/** A browser as kept. Times are epoch milliseconds. */
export interface KeptBrowser {
  /** The conversation that it shows. */
  readonly conversationKey: string;
  /** Who that conversation is of, where it exists. */
  readonly ownerId: string | undefined;
  readonly hasConversation: boolean;
  /** Who writes from it; undefined until something is written. */
  readonly personId: string | undefined;
  /** When its person was last there. */
  readonly seenAt: number | undefined;
  readonly isAway: boolean;
  readonly isForgotten: boolean;
}

interface Row {
  thread_key: string;
  owner_id: string | null;
  conversation_id: string | null;
  person_id: string | null;
  seen_at: number | null;
  away_at: number | null;
  forgotten_at: number | null;
}

/** A browser; one that is not known shows a conversation of its own key. */
export async function findBrowser(db: Queryable, key: string): Promise<KeptBrowser> {
  const [row] = await db.query<Row>(
    `SELECT COALESCE(browser.thread_key, asked.key) AS thread_key, conversation.id AS conversation_id,
       conversation.person_id AS owner_id, person_identity.person_id AS person_id,
       COALESCE(browser.seen_at, person_identity.created_at) AS seen_at, browser.away_at, browser.forgotten_at
     FROM (SELECT CAST($1 AS TEXT) AS key) AS asked
     LEFT JOIN browser ON browser.key = asked.key
     LEFT JOIN person_identity ON person_identity.channel = '${CHANNEL}' AND person_identity.key = asked.key
     LEFT JOIN conversation ON conversation.channel = '${CHANNEL}'
       AND conversation.channel_key = COALESCE(browser.thread_key, asked.key)`,
    [key],
  );
  return {
    conversationKey: row?.thread_key ?? key,
    ownerId: row?.owner_id ?? undefined,
    hasConversation: row?.conversation_id != null,
    personId: row?.person_id ?? undefined,
    seenAt: row?.seen_at == null ? undefined : Number(row.seen_at),
    isAway: row?.away_at != null,
    isForgotten: row?.forgotten_at != null,
  };
}

/** Locks who writes from a browser until the end of the transaction. @returns who it is */
export async function lockBrowser(tx: Transaction, key: string): Promise<string | undefined> {
  const [row] = await tx.query<{ person_id: string }>(
    `SELECT person_id FROM person_identity WHERE channel = '${CHANNEL}' AND key = $1 {ROWLOCK}`,
    [key],
  );
  return row?.person_id;
}

/** Notes which conversation a browser shows, and that its person is there now. */
export async function saveBrowser(
  tx: Transaction,
  browser: {
    readonly key: string;
    readonly conversationKey: string;
    /** Its person was away for long, and has proved nothing yet. */
    readonly isAway: boolean;
    readonly now: number;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO browser (key, thread_key, seen_at, away_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (key) DO UPDATE SET thread_key = excluded.thread_key, seen_at = excluded.seen_at,
       away_at = excluded.away_at WHERE browser.forgotten_at IS NULL`,
    [browser.key, browser.conversationKey, browser.now, browser.isAway ? browser.now : null],
  );
}

/** Notes that the person of a browser is there now, whatever it shows. @param conversationKey what it shows where it is not known yet */
export async function noteSeen(
  tx: Transaction,
  { key, conversationKey, now }: { key: string; conversationKey: string; now: number },
): Promise<void> {
  await tx.query(
    `INSERT INTO browser (key, thread_key, seen_at) VALUES ($1, $2, $3)
     ON CONFLICT (key) DO UPDATE SET seen_at = excluded.seen_at
       WHERE browser.seen_at < excluded.seen_at AND browser.forgotten_at IS NULL`,
    [key, conversationKey, now],
  );
}

/** Nobody writes from a browser any more, until somebody does. */
export async function leaveBrowser(tx: Transaction, key: string): Promise<void> {
  await tx.query(`DELETE FROM person_identity WHERE channel = '${CHANNEL}' AND key = $1`, [key]);
}

/** Gives a browser to a person. */
export async function giveBrowser(
  tx: Transaction,
  { key, personId, now }: { key: string; personId: string; now: number },
): Promise<void> {
  await tx.query(
    `INSERT INTO person_identity (channel, key, person_id, created_at) VALUES ('${CHANNEL}', $1, $2, $3)
     ON CONFLICT (channel, key) DO UPDATE SET person_id = excluded.person_id`,
    [key, personId, now],
  );
}

/** A browser's key opens nothing any more; that it did once is remembered as long as its cookie may come back. */
export async function forgetBrowser(tx: Transaction, key: string, now: number): Promise<void> {
  await leaveBrowser(tx, key);
  await tx.query(
    `INSERT INTO browser (key, thread_key, seen_at, forgotten_at) VALUES ($1, '', $2, $2)
     ON CONFLICT (key) DO UPDATE SET thread_key = '', seen_at = excluded.seen_at, away_at = NULL,
       forgotten_at = excluded.forgotten_at`,
    [key, now],
  );
}

/** A conversation of the web chat, as a list shows it. */
export interface ListedThread {
  readonly conversationKey: string;
  /** What was first written there, as kept. */
  readonly first: string | undefined;
  readonly at: number;
  readonly hasNews: boolean;
}

/** Conversations that a person has on the web chat, the one last used first. */
export async function threadsOf(
  db: Queryable,
  personId: string,
  most: number,
): Promise<readonly ListedThread[]> {
  const rows = await db.query<{
    channel_key: string;
    updated_at: number;
    last_seq: number;
    seen_seq: number;
    first: string | null;
  }>(
    `SELECT channel_key, updated_at, last_seq, seen_seq,
       (SELECT content FROM message WHERE message.conversation_id = conversation.id AND author = 'company'
        ORDER BY seq LIMIT 1) AS first
     FROM conversation WHERE person_id = $1 AND channel = '${CHANNEL}' AND kind = 'company' AND last_seq > 0
     ORDER BY updated_at DESC, id DESC LIMIT ${most}`,
    [personId],
  );
  return rows.map((row) => ({
    conversationKey: row.channel_key,
    first: row.first ?? undefined,
    at: Number(row.updated_at),
    hasNews: Number(row.last_seq) > Number(row.seen_seq),
  }));
}

/** Whether a conversation of the web chat is a person's. */
export async function isThreadOf(db: Queryable, personId: string, conversationKey: string): Promise<boolean> {
  const rows = await db.query(
    `SELECT 1 AS own FROM conversation
     WHERE channel = '${CHANNEL}' AND channel_key = $1 AND person_id = $2 AND kind = 'company'`,
    [conversationKey, personId],
  );
  return rows.length > 0;
}

/** Whether the browser that shows a conversation waits for its person to prove who they are. */
export async function isAwayIn(db: Queryable, conversationKey: string): Promise<boolean> {
  const rows = await db.query(
    'SELECT 1 AS away FROM browser WHERE thread_key = $1 AND away_at IS NOT NULL LIMIT 1',
    [conversationKey],
  );
  return rows.length > 0;
}
