import type { KeptInbound, OutboundContent } from '#src/conversation/store/messages.ts';
import { chosenOf, type DoubtSaid } from '#src/features/unanswered/rules/chosen.ts';
import type { Queryable, SqlValue, Transaction } from '#src/platform/database/database.ts';
import { type FlagRow, type Miss, missesOf, wordsIn } from './missed.ts';

/** A question of a group, as staff read it. */
export interface GroupQuestion {
  readonly messageId: string;
  readonly conversationId: string;
  /** Whoever asked, told apart from others: the person, or the conversation where nobody is known. */
  readonly asker: string;
  readonly text: string;
  readonly askedAt: number;
  readonly channel: string;
  readonly misses: readonly Miss[];
  readonly isAnsweredNow: boolean;
  readonly telling: 'approved' | 'told' | 'skipped' | undefined;
}

/** Questions that mean the same, as staff see them. */
export interface QuestionGroup {
  readonly id: string;
  readonly centralId: string;
  /** The page that was begun from it. */
  readonly page: string | undefined;
  readonly isDismissed: boolean;
  /** People who were told that it is answered now. */
  readonly told: number;
  /** The first asked first; at least one. */
  readonly questions: readonly GroupQuestion[];
}

/** Questions that a list is made of: more would be older than anybody reads. */
const MOST = 5_000;

const SELECT = `SELECT missed_question.message_id, missed_question.conversation_id, missed_question.group_id,
    missed_question.asked_at, refused, doubted, disliked, handed_over, missed_question.telling,
    CASE WHEN missed_question.answer IS NULL THEN 0 ELSE 1 END AS is_answered, message.content, conversation.channel,
    conversation.person_id, question_group.central_id, question_group.page, question_group.dismissed_at,
    question_group.told
  FROM missed_question JOIN message ON message.id = missed_question.message_id
  JOIN conversation ON conversation.id = missed_question.conversation_id
  JOIN question_group ON question_group.id = missed_question.group_id`;

type Row = Readonly<Record<string, SqlValue>>;

const toQuestion = (row: Row): GroupQuestion => ({
  messageId: String(row.message_id),
  conversationId: String(row.conversation_id),
  asker: String(row.person_id ?? row.conversation_id),
  text: wordsIn(String(row.content)),
  askedAt: Number(row.asked_at),
  channel: String(row.channel),
  misses: missesOf(row as unknown as FlagRow),
  isAnsweredNow: Number(row.is_answered) === 1,
  telling: row.telling == null ? undefined : (String(row.telling) as 'approved' | 'told' | 'skipped'),
});

function toGroups(rows: readonly Row[]): QuestionGroup[] {
  return [...Map.groupBy(rows, ({ group_id }) => String(group_id))].flatMap(([id, own]) => {
    const [first] = own;
    const questions = own.map(toQuestion).filter(({ text }) => text !== '');
    if (!first || questions.length === 0) return [];
    return [
      {
        id,
        centralId: String(first.central_id),
        page: first.page == null ? undefined : String(first.page),
        isDismissed: first.dismissed_at != null,
        told: Number(first.told),
        questions: questions.toSorted((one, other) => one.askedAt - other.askedAt),
      },
    ];
  });
}

/** The groups of the questions asked from a moment on and before another. */
export async function listGroups(
  db: Queryable,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<QuestionGroup[]> {
  const rows = await db.query<Row>(
    `${SELECT} WHERE missed_question.asked_at >= $1 AND missed_question.asked_at < $2
     ORDER BY missed_question.asked_at DESC LIMIT ${MOST}`,
    [from, to],
  );
  return toGroups(rows);
}

/** A group with all its questions; undefined when there is none. */
export async function findGroup(db: Queryable, id: string): Promise<QuestionGroup | undefined> {
  const rows = await db.query<Row>(
    `${SELECT} WHERE missed_question.group_id = $1 ORDER BY missed_question.asked_at DESC LIMIT ${MOST}`,
    [id],
  );
  return toGroups(rows)[0];
}

/** What was offered where the hotline was in doubt, and what the person chose then. */
export interface Doubt {
  readonly messageId: string;
  readonly offered: readonly string[];
  /** Undefined when they chose none of it. */
  readonly chosen: string | undefined;
}

/** The doubts of a group. */
export async function doubtsOf(db: Queryable, groupId: string): Promise<Doubt[]> {
  const rows = await db.query<{ message_id: string; content: string; next: string | null }>(
    `SELECT missed_question.message_id, said.content,
       (SELECT next.content FROM message AS next WHERE next.conversation_id = said.conversation_id
          AND next.author = 'company' AND next.seq > said.seq ORDER BY next.seq LIMIT 1) AS next
     FROM missed_question JOIN message AS said ON said.conversation_id = missed_question.conversation_id
       AND said.reply_to = missed_question.message_id AND said.author = 'bot'
     WHERE missed_question.group_id = $1 AND missed_question.doubted = 1 AND said.withheld_at IS NULL
     ORDER BY said.created_at`,
    [groupId],
  );
  return rows.flatMap(({ message_id, content, next }) => {
    const said = JSON.parse(content) as OutboundContent as DoubtSaid;
    const answer = next === null ? undefined : (JSON.parse(next) as KeptInbound);
    const { offered, chosen } = chosenOf(said, answer);
    return offered.length === 0 ? [] : [{ messageId: message_id, offered, chosen }];
  });
}

/** A bad rating of what a question of a group got. */
export interface BadRating {
  readonly messageId: string;
  /** In the person's words; undefined where they gave none. */
  readonly reason: string | undefined;
  readonly at: number;
}

/** The bad ratings of a group, the last first. */
export async function badRatingsOf(db: Queryable, groupId: string): Promise<BadRating[]> {
  const rows = await db.query<{ message_id: string; reason: string | null; created_at: number }>(
    `SELECT missed_question.message_id, feedback.reason, feedback.created_at FROM missed_question
     JOIN message AS said ON said.conversation_id = missed_question.conversation_id
       AND said.reply_to = missed_question.message_id
     JOIN feedback ON feedback.message_id = said.id AND feedback.rating = 'down'
     WHERE missed_question.group_id = $1 ORDER BY feedback.created_at DESC`,
    [groupId],
  );
  return rows.map(({ message_id, reason, created_at }) => ({
    messageId: message_id,
    reason: reason ?? undefined,
    at: Number(created_at),
  }));
}

/** Notes the page that was begun from a group. */
export async function notePage(tx: Transaction, id: string, page: string): Promise<void> {
  await tx.query('UPDATE question_group SET page = $2 WHERE id = $1', [id, page]);
}

/** Sets a group aside, or takes it back. @returns whether there is one */
export async function setDismissed(
  tx: Transaction,
  id: string,
  dismissedAt: number | undefined,
): Promise<boolean> {
  const rows = await tx.query('UPDATE question_group SET dismissed_at = $2 WHERE id = $1 RETURNING id', [
    id,
    dismissedAt ?? null,
  ]);
  return rows.length > 0;
}
