import type { Block } from '#src/channel/blocks.ts';
import type { KeptInbound, OutboundContent } from '#src/conversation/store/messages.ts';
import type { Support } from '#src/conversation/store/supports.ts';
import type { Difference } from '#src/features/recall/rules/compare.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';

/** An answer that was given, and the question that it answered. */
export interface GivenAnswer {
  readonly messageId: string;
  readonly questionId: string;
  readonly conversationId: string;
  readonly personId: string | undefined;
  readonly saidAt: number;
  readonly content: OutboundContent;
  readonly question: KeptInbound;
  readonly questionSeq: number;
}

/** What would be said now. */
export interface NowSaid {
  readonly kind: string;
  readonly blocks: readonly Block[];
  readonly standsOn: readonly Support[];
}

/** Why somebody is not told. */
export type Untold = 'group' | 'channel' | 'stopped' | 'unreachable' | 'held' | 'many' | 'changed';

/** An answer that would be said otherwise. */
export interface RecalledAnswer {
  readonly messageId: string;
  readonly conversationId: string;
  readonly questionId: string;
  readonly personId: string | undefined;
  readonly differs: readonly Difference[];
  readonly now: NowSaid;
  readonly state: 'found' | 'told' | 'left';
  readonly why: Untold | undefined;
}

/** The answers to companies that stood on something in another version, said since a moment, the newest first. */
export async function answersStandingOn(
  db: Queryable,
  { kind, reference, version }: Support,
  { since, limit }: { readonly since: number; readonly limit: number },
): Promise<(GivenAnswer & { readonly version: string })[]> {
  const rows = await db.query<{
    id: string;
    conversation_id: string;
    person_id: string | null;
    created_at: number;
    content: string;
    version: string;
    question_id: string;
    question: string;
    question_seq: number;
  }>(
    `SELECT said.id, said.conversation_id, conversation.person_id, said.created_at, said.content,
       message_support.version, asked.id AS question_id, asked.content AS question, asked.seq AS question_seq
     FROM message_support JOIN message AS said ON said.id = message_support.message_id
       JOIN message AS asked ON asked.id = said.reply_to
       JOIN conversation ON conversation.id = said.conversation_id
     WHERE message_support.kind = $1 AND message_support.reference = $2 AND message_support.version <> $3
       AND said.created_at >= $4 AND said.author = 'bot' AND said.withheld_at IS NULL
       AND asked.author = 'company' AND conversation.kind = 'company'
     ORDER BY message_support.message_id DESC LIMIT $5`,
    [kind, reference, version, since, limit],
  );
  return rows.map((row) => ({
    messageId: row.id,
    questionId: row.question_id,
    conversationId: row.conversation_id,
    personId: row.person_id ?? undefined,
    saidAt: Number(row.created_at),
    content: JSON.parse(row.content) as OutboundContent,
    question: JSON.parse(row.question) as KeptInbound,
    questionSeq: Number(row.question_seq),
    version: row.version,
  }));
}

/** The last message that was said to a question: what a person was told of it since takes the place of the first answer. */
export async function lastSaidTo(db: Queryable, questionId: string): Promise<string | undefined> {
  const [row] = await db.query<{ id: string }>(
    `SELECT message.id FROM message JOIN message_support ON message_support.message_id = message.id
     WHERE message.reply_to = $1 AND message.author = 'bot' AND message.withheld_at IS NULL
     ORDER BY message.seq DESC LIMIT 1`,
    [questionId],
  );
  return row?.id;
}

/** What a company asked just before a question, the oldest first: a question that goes on is read after them. */
export async function askedBefore(
  db: Queryable,
  { conversationId, questionSeq, saidAt }: GivenAnswer,
  { within, most }: { readonly within: number; readonly most: number },
): Promise<{ readonly content: KeptInbound; readonly at: number }[]> {
  const rows = await db.query<{ content: string; created_at: number }>(
    `SELECT content, created_at FROM message
     WHERE conversation_id = $1 AND seq < $2 AND author = 'company' AND created_at >= $3
       AND EXISTS (SELECT 1 FROM message AS said WHERE said.reply_to = message.id AND said.author = 'bot')
     ORDER BY seq DESC LIMIT $4`,
    [conversationId, questionSeq, saidAt - within, most],
  );
  return rows.reverse().map((row) => ({
    content: JSON.parse(row.content) as KeptInbound,
    at: Number(row.created_at),
  }));
}

/** Keeps the answers that a count found, in the place of those that an earlier one did. */
export async function saveAnswers(
  tx: Transaction,
  recallId: string,
  answers: readonly RecalledAnswer[],
): Promise<void> {
  await tx.query('DELETE FROM recall_answer WHERE recall_id = $1', [recallId]);
  // Of a conversation that was erased while it was being counted, nothing is kept.
  for (const { messageId, conversationId, questionId, personId, differs, now, state, why } of answers)
    await tx.query(
      `INSERT INTO recall_answer
         (recall_id, message_id, conversation_id, question_id, person_id, differs, now_said, state, why)
       SELECT $1, id, conversation_id, $4, $5, $6, $7, $8, $9 FROM message WHERE id = $2 AND conversation_id = $3`,
      [
        recallId,
        messageId,
        conversationId,
        questionId,
        personId ?? null,
        JSON.stringify(differs),
        JSON.stringify(now),
        state,
        why ?? null,
      ],
    );
}

interface Row {
  message_id: string;
  conversation_id: string;
  question_id: string;
  person_id: string | null;
  differs: string;
  now_said: string;
  state: RecalledAnswer['state'];
  why: Untold | null;
}

const toAnswer = (row: Row): RecalledAnswer => ({
  messageId: row.message_id,
  conversationId: row.conversation_id,
  questionId: row.question_id,
  personId: row.person_id ?? undefined,
  differs: JSON.parse(row.differs) as Difference[],
  now: JSON.parse(row.now_said) as NowSaid,
  state: row.state,
  why: row.why ?? undefined,
});

/** The answers of a recall in a state, the last given first. */
export async function recalledAnswers(
  db: Queryable,
  recallId: string,
  { state, limit }: { readonly state: RecalledAnswer['state']; readonly limit: number },
): Promise<RecalledAnswer[]> {
  const rows = await db.query<Row>(
    'SELECT * FROM recall_answer WHERE recall_id = $1 AND state = $2 ORDER BY message_id DESC LIMIT $3',
    [recallId, state, limit],
  );
  return rows.map(toAnswer);
}

/** Conversations of a recall in which something is still to be told, in their order. */
export async function conversationsToTell(db: Queryable, recallId: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT DISTINCT conversation_id AS id FROM recall_answer WHERE recall_id = $1 AND state = 'found'
     ORDER BY conversation_id`,
    [recallId],
  );
  return rows.map(({ id }) => id);
}

/** What is still to be told in a conversation, locked, the last given first. */
export async function lockToTell(
  tx: Transaction,
  recallId: string,
  conversationId: string,
): Promise<RecalledAnswer[]> {
  const rows = await tx.query<Row>(
    `SELECT * FROM recall_answer WHERE recall_id = $1 AND conversation_id = $2 AND state = 'found'
     ORDER BY message_id DESC {ROWLOCK}`,
    [recallId, conversationId],
  );
  return rows.map(toAnswer);
}

/** Notes what became of what was to be told in a conversation. */
export async function markTold(
  tx: Transaction,
  recallId: string,
  mark: { messageId: string; state: 'told' | 'left'; why?: Untold | undefined; now: number },
): Promise<void> {
  await tx.query(
    'UPDATE recall_answer SET state = $3, why = $4, told_at = $5 WHERE recall_id = $1 AND message_id = $2',
    [recallId, mark.messageId, mark.state, mark.why ?? null, mark.now],
  );
}

/** How many persons of a recall are in each state, by why those who are not told are not. */
export async function peopleOf(
  db: Queryable,
  recallId: string,
): Promise<{ readonly state: string; readonly why: Untold | undefined; readonly people: number }[]> {
  const rows = await db.query<{ state: string; why: Untold | null; people: number }>(
    `SELECT state, why, COUNT(DISTINCT COALESCE(person_id, conversation_id)) AS people FROM recall_answer
     WHERE recall_id = $1 GROUP BY state, why ORDER BY state, why`,
    [recallId],
  );
  return rows.map(({ state, why, people }) => ({ state, why: why ?? undefined, people: Number(people) }));
}
