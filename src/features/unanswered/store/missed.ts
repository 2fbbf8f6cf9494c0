import type { KeptInbound } from '#src/conversation/store/messages.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { placesFor } from '#src/platform/database/personal-data/person-sets.ts';

/** Why a question is one that the knowledge misses. */
export const MISSES = ['refused', 'doubted', 'disliked', 'handed_over'] as const;
export type Miss = (typeof MISSES)[number];

/** A question that somebody asked in vain. */
export interface Missed {
  readonly messageId: string;
  readonly conversationId: string;
  readonly text: string;
  /** Epoch milliseconds. */
  readonly askedAt: number;
  readonly misses: readonly Miss[];
}

/** Questions that are looked at in one statement. */
const AT_ONCE = 500;
/** A longer text is a story, or a pasted letter: its beginning tells what it is about. */
const MOST_SIGNS = 1_000;

const isOfKind = (kind: string): string => `said.content LIKE '%"kind":"${kind}"%'`;
const COMPANY =
  "JOIN conversation ON conversation.id = question.conversation_id AND conversation.kind = 'company'";
const SAID = `FROM message AS said JOIN message AS question ON question.id = said.reply_to ${COMPANY}`;
const IS_QUESTION = "question.author = 'company' AND question.changed_at IS NULL";
const BY_BOT = "said.author = 'bot' AND said.withheld_at IS NULL";

/** Where each kind of miss is found, from a moment on ($1). */
const FINDS: Readonly<Record<Miss, string>> = {
  refused: `${SAID} WHERE said.created_at >= $1 AND ${BY_BOT} AND ${isOfKind('refusal')}`,
  // « Vous voulez… ? », and answers that offer several questions instead of one answer.
  doubted: `${SAID} WHERE said.created_at >= $1 AND ${BY_BOT} AND (${isOfKind('doubt')}
    OR EXISTS (SELECT 1 FROM message_support WHERE message_support.message_id = said.id AND message_support.kind = 'offered'))`,
  disliked: `FROM feedback JOIN message AS said ON said.id = feedback.message_id
    JOIN message AS question ON question.id = said.reply_to ${COMPANY}
    WHERE feedback.created_at >= $1 AND feedback.rating = 'down' AND said.author = 'bot'`,
  handed_over: `FROM expert_case JOIN message AS question ON question.conversation_id = expert_case.conversation_id
      AND question.seq = (SELECT MAX(last.seq) FROM message AS last
        JOIN message AS said ON said.reply_to = last.id AND said.author = 'bot'
          AND (${isOfKind('answer')} OR ${isOfKind('refusal')} OR ${isOfKind('handoff')})
        WHERE last.conversation_id = expert_case.conversation_id AND last.seq <= expert_case.opened_seq)
    ${COMPANY} WHERE expert_case.opened_at >= $1`,
};

/** The words of a kept message; none for what is no text, or was taken back. */
export function wordsIn(content: string): string {
  const kept = JSON.parse(content) as KeptInbound;
  return kept.type === 'text' ? kept.text.trim().slice(0, MOST_SIGNS).toWellFormed() : '';
}

/** The questions asked in vain since a moment, each once, with all that says so. */
export async function missedSince(db: Queryable, since: number): Promise<Missed[]> {
  const found = new Map<string, { -readonly [Key in keyof Missed]: Missed[Key] }>();
  for (const miss of MISSES) {
    const rows = await db.query<{ id: string; conversation_id: string; content: string; created_at: number }>(
      `SELECT DISTINCT question.id, question.conversation_id, question.content, question.created_at
       ${FINDS[miss]} AND ${IS_QUESTION}`,
      [since],
    );
    for (const row of rows) {
      const text = wordsIn(row.content);
      const before = found.get(row.id);
      if (before) before.misses = [...before.misses, miss];
      else if (text !== '')
        found.set(row.id, {
          messageId: row.id,
          conversationId: row.conversation_id,
          text,
          askedAt: Number(row.created_at),
          misses: [miss],
        });
    }
  }
  return [...found.values()].toSorted((one, other) => one.askedAt - other.askedAt);
}

/** When the last question was asked that is kept here; undefined before there is one. */
export async function lastMissedAt(db: Queryable): Promise<number | undefined> {
  const [row] = await db.query<{ at: number | null }>('SELECT MAX(asked_at) AS at FROM missed_question');
  return row?.at == null ? undefined : Number(row.at);
}

/** Those of some messages that are kept here, with why. */
export async function keptAmong(
  db: Queryable,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Miss[]>> {
  const kept = new Map<string, readonly Miss[]>();
  for (let start = 0; start < messageIds.length; start += AT_ONCE) {
    const { list, values } = placesFor(messageIds.slice(start, start + AT_ONCE), 1);
    const rows = await db.query<FlagRow & { message_id: string }>(
      `SELECT message_id, ${MISSES.join(', ')} FROM missed_question WHERE message_id IN ${list}`,
      values,
    );
    for (const row of rows) kept.set(row.message_id, missesOf(row));
  }
  return kept;
}

/** Columns that say why. */
export type FlagRow = Readonly<Record<Miss, number>>;
export const missesOf = (row: FlagRow): Miss[] => MISSES.filter((miss) => Number(row[miss]) === 1);

/** A question with what it means, as groups are made of it. */
export interface GroupedQuestion {
  readonly id: string;
  readonly text: string;
  readonly groupId: string;
  readonly reader: string | undefined;
  readonly vector: Float32Array | undefined;
}

/** The questions asked since a moment, with their groups and what they mean. */
export async function groupedSince(db: Queryable, since: number): Promise<GroupedQuestion[]> {
  const rows = await db.query<{
    message_id: string;
    content: string;
    group_id: string;
    reader: string | null;
    vector: Uint8Array | null;
  }>(
    `SELECT missed_question.message_id, message.content, missed_question.group_id, missed_question.reader,
       missed_question.vector
     FROM missed_question JOIN message ON message.id = missed_question.message_id
     WHERE missed_question.asked_at >= $1 ORDER BY missed_question.asked_at, missed_question.message_id`,
    [since],
  );
  return rows.map(({ message_id, content, group_id, reader, vector }) => ({
    id: message_id,
    text: wordsIn(content),
    groupId: group_id,
    reader: reader ?? undefined,
    vector: vector ? new Float32Array(Uint8Array.from(vector).buffer) : undefined,
  }));
}

/** Opens a group. @returns its id */
export async function addGroup(tx: Transaction, centralId: string, now: number): Promise<string> {
  const id = newId(now);
  await tx.query('INSERT INTO question_group (id, created_at, central_id) VALUES ($1, $2, $3)', [
    id,
    now,
    centralId,
  ]);
  return id;
}

/** Notes by whose words a group is called. */
export async function nameGroup(tx: Transaction, groupId: string, centralId: string): Promise<void> {
  await tx.query('UPDATE question_group SET central_id = $2 WHERE id = $1', [groupId, centralId]);
}

/** Keeps a question in its group, unless its conversation went meanwhile. */
export async function addMissed(
  tx: Transaction,
  { messageId, conversationId, askedAt, misses }: Missed,
  {
    groupId,
    reader,
    vector,
  }: {
    readonly groupId: string;
    readonly reader: string | undefined;
    readonly vector: Float32Array | undefined;
  },
): Promise<void> {
  const there = await tx.query('SELECT id FROM conversation WHERE id = $1', [conversationId]);
  if (there.length === 0) return;
  const bytes = vector && new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
  await tx.query(
    `INSERT INTO missed_question (message_id, conversation_id, group_id, asked_at, ${MISSES.join(', ')}, reader, vector)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (message_id) DO NOTHING`,
    [
      messageId,
      conversationId,
      groupId,
      askedAt,
      ...MISSES.map((miss) => (misses.includes(miss) ? 1 : 0)),
      reader ?? null,
      bytes ?? null,
    ],
  );
}

/** Notes what more is known of why a question is here: it was rated, or handed over, since. */
export async function noteMisses(
  tx: Transaction,
  { messageId, misses }: Pick<Missed, 'messageId' | 'misses'>,
): Promise<void> {
  for (const miss of misses)
    await tx.query(`UPDATE missed_question SET ${miss} = 1 WHERE message_id = $1`, [messageId]);
}

/** Forgets questions that were changed or taken back, or whose words are gone; and groups that hold none any more. */
export async function forgetGone(tx: Transaction): Promise<void> {
  await tx.query(
    `DELETE FROM missed_question WHERE NOT EXISTS (SELECT 1 FROM message
       WHERE message.id = missed_question.message_id AND message.changed_at IS NULL)`,
  );
  await tx.query(
    `DELETE FROM question_group WHERE NOT EXISTS (SELECT 1 FROM missed_question
       WHERE missed_question.group_id = question_group.id)`,
  );
}
