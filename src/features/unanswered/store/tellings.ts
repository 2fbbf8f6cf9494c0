import type { Asker } from '#src/features/unanswered/rules/may-tell.ts';
import { WANTS_NO_NEWS } from '#src/person/store/news-stops.ts';
import type { Queryable, SqlValue, Transaction } from '#src/platform/database/database.ts';
import type { NowAnswer } from './answers.ts';
import { wordsIn } from './missed.ts';

/** A question that is answered now, and who asked it. */
export interface Answered {
  readonly messageId: string;
  readonly groupId: string;
  readonly conversationId: string;
  readonly question: string;
  readonly askedAt: number;
  readonly answer: NowAnswer;
  readonly digest: string;
  readonly asker: Asker;
}

/** One whom staff decided to tell. */
export interface Approved extends Answered {
  /** The index of which the answer is. */
  readonly generation: string;
  /** The answer that staff saw. */
  readonly approved: string;
  readonly approvedAt: number;
}

const KNOWS_IT = `EXISTS (SELECT 1 FROM message_support JOIN message AS later ON later.id = message_support.message_id
  WHERE later.conversation_id = missed_question.conversation_id AND later.created_at > missed_question.asked_at
    AND message_support.kind = 'section' AND message_support.reference = missed_question.answer_section)`;
const WAS_TOLD = `EXISTS (SELECT 1 FROM missed_question AS before
  JOIN conversation AS own ON own.id = before.conversation_id
  WHERE before.group_id = missed_question.group_id AND before.message_id <> missed_question.message_id
    AND (before.telling = 'told' OR (before.telling = 'approved' AND missed_question.telling IS NULL))
    AND (own.id = conversation.id OR own.person_id = conversation.person_id))`;
const flag = (condition: string): string => `CASE WHEN ${condition} THEN 1 ELSE 0 END`;

const SELECT = `SELECT missed_question.message_id, missed_question.group_id, missed_question.conversation_id,
    missed_question.asked_at, missed_question.asked_of, missed_question.answer, missed_question.answer_digest,
    missed_question.approved_digest, missed_question.approved_at, message.content, conversation.channel,
    conversation.person_id, conversation.mode,
    ${flag("conversation.unreachable_at IS NOT NULL OR conversation.address = 'null'")} AS is_gone,
    ${flag(WANTS_NO_NEWS)} AS wants_none, ${flag(WAS_TOLD)} AS was_told, ${flag(KNOWS_IT)} AS knows_it
  FROM missed_question JOIN message ON message.id = missed_question.message_id
  JOIN conversation ON conversation.id = missed_question.conversation_id AND conversation.kind = 'company'`;

type Row = Readonly<Record<string, SqlValue>>;

function toAnswered(row: Row): Answered {
  const is = (name: string) => Number(row[name]) === 1;
  return {
    messageId: String(row.message_id),
    groupId: String(row.group_id),
    conversationId: String(row.conversation_id),
    question: wordsIn(String(row.content)),
    askedAt: Number(row.asked_at),
    answer: JSON.parse(String(row.answer)) as NowAnswer,
    digest: String(row.answer_digest),
    asker: {
      channel: String(row.channel),
      personId: row.person_id == null ? undefined : String(row.person_id),
      mode: row.mode as Asker['mode'],
      isUnreachable: is('is_gone'),
      hasStopped: is('wants_none'),
      wasTold: is('was_told'),
      knowsIt: is('knows_it'),
    },
  };
}

/** The refused questions of a group that are answered now and of which nothing was decided, the first asked first. */
export async function answeredOf(db: Queryable, groupId: string): Promise<Answered[]> {
  const rows = await db.query<Row>(
    `${SELECT} WHERE missed_question.group_id = $1 AND missed_question.refused = 1
       AND missed_question.answer IS NOT NULL AND missed_question.telling IS NULL
     ORDER BY missed_question.asked_at, missed_question.message_id`,
    [groupId],
  );
  return rows.map(toAnswered);
}

/** Notes that staff want somebody told the answer that they saw. */
export async function approveTelling(
  tx: Transaction,
  { messageId, digest }: Pick<Answered, 'messageId' | 'digest'>,
  by: { readonly key: string; readonly name: string },
  now: number,
): Promise<void> {
  await tx.query(
    `UPDATE missed_question SET telling = 'approved', approved_digest = $2, approved_key = $3, approved_name = $4,
       approved_at = $5 WHERE message_id = $1 AND telling IS NULL AND answer_digest = $2`,
    [messageId, digest, by.key, by.name, now],
  );
}

/** Whom staff decided to tell, since the longest first. */
export async function approvedTellings(db: Queryable, after: string, limit: number): Promise<string[]> {
  const rows = await db.query<{ message_id: string }>(
    `SELECT message_id FROM missed_question WHERE telling = 'approved' AND message_id > $1
     ORDER BY message_id LIMIT $2`,
    [after, limit],
  );
  return rows.map(({ message_id }) => message_id);
}

/** One of them as it is now; undefined when it is none any more. Its conversation is locked by the caller. */
export async function approvedTelling(tx: Transaction, messageId: string): Promise<Approved | undefined> {
  const [row] = await tx.query<Row>(
    `${SELECT} WHERE missed_question.message_id = $1 AND missed_question.telling = 'approved'
       AND missed_question.answer IS NOT NULL`,
    [messageId],
  );
  if (!row) return undefined;
  return {
    ...toAnswered(row),
    generation: String(row.asked_of),
    approved: String(row.approved_digest),
    approvedAt: Number(row.approved_at),
  };
}

/** The conversation of a question that is kept here. */
export async function conversationOfQuestion(db: Queryable, messageId: string): Promise<string | undefined> {
  const [row] = await db.query<{ conversation_id: string }>(
    'SELECT conversation_id FROM missed_question WHERE message_id = $1',
    [messageId],
  );
  return row?.conversation_id;
}

/** Notes that somebody was told, once for all, and counts them. */
export async function noteTold(
  tx: Transaction,
  { messageId, groupId }: Pick<Answered, 'messageId' | 'groupId'>,
  now: number,
): Promise<void> {
  await tx.query("UPDATE missed_question SET telling = 'told', told_at = $2 WHERE message_id = $1", [
    messageId,
    now,
  ]);
  await tx.query('UPDATE question_group SET told = told + 1 WHERE id = $1', [groupId]);
}

/** Notes that somebody is never told of it. */
export async function skipTelling(tx: Transaction, messageId: string): Promise<void> {
  await tx.query("UPDATE missed_question SET telling = 'skipped' WHERE message_id = $1", [messageId]);
}

/** What staff saw is no longer what would be said: they see it anew. */
export async function askStaffAgain(tx: Transaction, messageId: string): Promise<void> {
  await tx.query(
    `UPDATE missed_question SET telling = NULL, approved_digest = NULL, approved_key = NULL, approved_name = NULL,
       approved_at = NULL WHERE message_id = $1`,
    [messageId],
  );
}
