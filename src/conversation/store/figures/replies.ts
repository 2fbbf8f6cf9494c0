import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import type { Queryable, SqlValue, Transaction } from '#src/platform/database/database.ts';
import { placesFor } from '#src/platform/database/personal-data/person-sets.ts';

/** What is counted of the bot's replies in one hour, or in many. */
export interface ReplyFigures {
  /** Questions of companies that it replied to. */
  readonly questions: number;
  /** Those that it answered, and that no case took up or came from. */
  readonly alone: number;
  /** Ratings of its replies, by when they were given. */
  readonly up: number;
  readonly down: number;
}

type Row = Readonly<Record<string, SqlValue>>;

/** The kind of a message, in its JSON: words that people wrote have their quotation marks escaped there. */
const isOfKind = (message: string, kind: string): string => `${message}.content LIKE '%"kind":"${kind}"%'`;
/** What counts: an answer, or the word that there is none. */
const isReply = (message: string): string => `${message}.author = 'bot' AND ${message}.withheld_at IS NULL
  AND (${isOfKind(message, 'answer')} OR ${isOfKind(message, 'refusal')})`;

/** Whether what somebody says of a kind counts here. */
export const countsAsReply = (kind: string | undefined): boolean => kind === 'answer' || kind === 'refusal';

/** A case belongs to the question that it followed, and to all those asked until it ended. */
const HAS_CASE = `EXISTS (SELECT 1 FROM expert_case WHERE expert_case.conversation_id = said.conversation_id
  AND (expert_case.closed_seq IS NULL OR expert_case.closed_seq >= question.seq)
  AND expert_case.opened_seq < COALESCE((
    SELECT later_question.seq FROM message AS later JOIN message AS later_question ON later_question.id = later.reply_to
    WHERE later.conversation_id = said.conversation_id AND later.seq > said.seq AND ${isReply('later')}
    ORDER BY later.seq LIMIT 1), expert_case.opened_seq + 1))`;

const hourOf = (column: string): string => `${column} / ${HOUR_MS}`;

const replies = (
  which: string,
): string => `SELECT ${hourOf('said.created_at')} AS hour, COUNT(*) AS questions,
    SUM(CASE WHEN ${isOfKind('said', 'answer')} AND NOT ${HAS_CASE} THEN 1 ELSE 0 END) AS alone
  FROM message AS said
  JOIN message AS question ON question.id = said.reply_to
  JOIN conversation ON conversation.id = said.conversation_id AND conversation.kind = 'company'
  WHERE ${which} AND ${isReply('said')} GROUP BY ${hourOf('said.created_at')}`;

const ratings = (which: string): string => `SELECT ${hourOf('feedback.created_at')} AS hour,
    SUM(CASE WHEN feedback.rating = 'up' THEN 1 ELSE 0 END) AS up,
    SUM(CASE WHEN feedback.rating = 'down' THEN 1 ELSE 0 END) AS down
  FROM feedback JOIN message AS said ON said.id = feedback.message_id
  JOIN conversation ON conversation.id = said.conversation_id AND conversation.kind = 'company'
  WHERE ${which} AND said.author = 'bot' AND (${isOfKind('said', 'answer')} OR ${isOfKind('said', 'refusal')})
  GROUP BY ${hourOf('feedback.created_at')}`;

const NONE: ReplyFigures = { questions: 0, alone: 0, up: 0, down: 0 };

/** Adds up figures. */
export const sumFigures = (one: ReplyFigures, other: ReplyFigures): ReplyFigures => ({
  questions: one.questions + other.questions,
  alone: one.alone + other.alone,
  up: one.up + other.up,
  down: one.down + other.down,
});

function add(found: Map<number, ReplyFigures>, rows: readonly Row[]): Map<number, ReplyFigures> {
  for (const row of rows) {
    const hour = Number(row.hour);
    const number = (name: keyof ReplyFigures) => Number(row[name] ?? 0);
    const more = {
      questions: number('questions'),
      alone: number('alone'),
      up: number('up'),
      down: number('down'),
    };
    found.set(hour, sumFigures(found.get(hour) ?? NONE, more));
  }
  return found;
}

/** What the messages say of a stretch of time, by hour, and what is kept of those that are gone. */
export async function countReplies(
  db: Queryable,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Map<number, ReplyFigures>> {
  const found = new Map<number, ReplyFigures>();
  add(found, await db.query(replies('said.created_at >= $1 AND said.created_at < $2'), [from, to]));
  add(found, await db.query(ratings('feedback.created_at >= $1 AND feedback.created_at < $2'), [from, to]));
  // What is gone counts at the beginning of its hour.
  const kept = 'SELECT * FROM figure_kept WHERE hour >= $1 AND hour < $2';
  return add(found, await db.query(kept, [Math.ceil(from / HOUR_MS), Math.ceil(to / HOUR_MS)]));
}

/** The hours that were counted in a stretch of hours. */
export async function countedHours(
  db: Queryable,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Map<number, ReplyFigures>> {
  const rows = await db.query(
    'SELECT hour, questions, alone, up, down FROM figure_hour WHERE hour >= $1 AND hour < $2',
    [from, to],
  );
  return add(new Map(), rows);
}

/** Hours that one statement writes. */
const ROWS_AT_ONCE = 64;

/** Keeps what was counted of some hours in a row, those in which nothing happened too. */
export async function noteHours(
  tx: Transaction,
  { from, to }: { readonly from: number; readonly to: number },
  counted: ReadonlyMap<number, ReplyFigures>,
  now: number,
): Promise<void> {
  for (let first = from; first < to; first += ROWS_AT_ONCE) {
    const values: SqlValue[] = [];
    const rows: string[] = [];
    for (let hour = first; hour < Math.min(to, first + ROWS_AT_ONCE); hour += 1) {
      const { questions, alone, up, down } = counted.get(hour) ?? NONE;
      const row = [hour, questions, alone, up, down, now];
      rows.push(`(${row.map((value) => `CAST($${values.push(value)} AS BIGINT)`).join(', ')})`);
    }
    await tx.query(
      `INSERT INTO figure_hour (hour, questions, alone, up, down, counted_at) VALUES ${rows.join(', ')}
       ON CONFLICT (hour) DO UPDATE SET questions = excluded.questions, alone = excluded.alone, up = excluded.up,
         down = excluded.down, counted_at = excluded.counted_at`,
      values,
    );
  }
}

/** Forgets hours before one: nobody asks for figures as old. */
export async function forgetHours(tx: Transaction, before: number): Promise<void> {
  await tx.query('DELETE FROM figure_hour WHERE hour < $1', [before]);
  await tx.query('DELETE FROM figure_kept WHERE hour < $1', [before]);
}

/**
 * Keeps what was counted of some conversations, or of some messages, before they go: their figures stay, without anything
 * that tells whose they were.
 */
export async function keepFigures(
  tx: Transaction,
  going: { readonly conversations: readonly string[] } | { readonly messages: readonly string[] },
): Promise<void> {
  const [ids, column, rated] =
    'messages' in going
      ? [going.messages, 'said.id', 'feedback.message_id']
      : [going.conversations, 'said.conversation_id', 'feedback.conversation_id'];
  if (ids.length === 0) return;
  const { list, values } = placesFor(ids, 1);
  const found = new Map<number, ReplyFigures>();
  add(found, await tx.query(replies(`${column} IN ${list}`), values));
  add(found, await tx.query(ratings(`${rated} IN ${list}`), values));
  for (const [hour, { questions, alone, up, down }] of [...found].toSorted(([a], [b]) => a - b))
    await tx.query(
      `INSERT INTO figure_kept (hour, questions, alone, up, down) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (hour) DO UPDATE SET questions = figure_kept.questions + excluded.questions,
         alone = figure_kept.alone + excluded.alone, up = figure_kept.up + excluded.up,
         down = figure_kept.down + excluded.down`,
      [hour, questions, alone, up, down],
    );
}

/** The hour of a moment is to be counted again: something in it changed. */
export async function recountHour(tx: Transaction, at: number): Promise<void> {
  await tx.query('DELETE FROM figure_hour WHERE hour = $1', [Math.floor(at / HOUR_MS)]);
}

/** The hour of the rating of a message, if it has one, is to be counted again. */
export async function recountRating(tx: Transaction, messageId: string): Promise<void> {
  await tx.query(
    `DELETE FROM figure_hour WHERE hour IN (SELECT ${hourOf('created_at')} FROM feedback WHERE message_id = $1)`,
    [messageId],
  );
}

/**
 * Something changes at a place of a conversation, a reply or the bounds of a case: the replies since, and the one before,
 * may count otherwise.
 */
export async function recountSince(tx: Transaction, conversationId: string, seq: number): Promise<void> {
  await tx.query(
    `DELETE FROM figure_hour WHERE hour IN (SELECT ${hourOf('said.created_at')} FROM message AS said
       WHERE said.conversation_id = $1 AND said.author = 'bot' AND said.seq >= COALESCE((
         SELECT earlier.seq FROM message AS earlier
         WHERE earlier.conversation_id = $1 AND earlier.seq <= $2 AND ${isReply('earlier')}
         ORDER BY earlier.seq DESC LIMIT 1), 0))`,
    [conversationId, seq],
  );
}
