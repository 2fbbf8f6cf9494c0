import { createHash } from 'node:crypto';
import type { Block } from '#src/channel/blocks.ts';
import type { Support } from '#src/conversation/store/supports.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { wordsIn } from './missed.ts';

/** What a question that had none is answered now. */
export interface NowAnswer {
  readonly blocks: readonly Block[];
  readonly standsOn: readonly Support[];
}

/** A question to be asked again. */
export interface ToAsk {
  readonly messageId: string;
  readonly text: string;
}

/**
 * The questions that got no answer, and were not asked yet of an index, the newest first. Who was told already is not
 * asked for again, nor what staff want nothing of.
 */
export async function questionsToAsk(db: Queryable, generation: string, limit: number): Promise<ToAsk[]> {
  const rows = await db.query<{ message_id: string; content: string }>(
    `SELECT missed_question.message_id, message.content FROM missed_question
     JOIN message ON message.id = missed_question.message_id
     JOIN question_group ON question_group.id = missed_question.group_id AND question_group.dismissed_at IS NULL
     WHERE (missed_question.refused = 1 OR missed_question.doubted = 1)
       AND (missed_question.asked_of IS NULL OR missed_question.asked_of <> $1)
       AND (missed_question.telling IS NULL OR missed_question.telling = 'approved')
     ORDER BY missed_question.asked_at DESC, missed_question.message_id LIMIT $2`,
    [generation, limit],
  );
  return rows.map(({ message_id, content }) => ({ messageId: message_id, text: wordsIn(content) }));
}

/** Keeps what a question gets of an index: an answer, or none still. */
export async function saveAsked(
  db: Queryable,
  asked: { readonly messageId: string; readonly generation: string; readonly answer: NowAnswer | undefined },
): Promise<void> {
  const { messageId, generation, answer } = asked;
  const section = answer?.standsOn.find(({ kind }) => kind === 'section')?.reference;
  const json = answer && JSON.stringify(answer);
  await db.query(
    `UPDATE missed_question SET asked_of = $2, answer = $3, answer_digest = $4, answer_section = $5
     WHERE message_id = $1`,
    [messageId, generation, json ?? null, answer ? digestOf(answer) : null, section ?? null],
  );
}

/** The same as long as the same words are said, from the same pages: what an index counts by itself is left out. */
const digestOf = ({ blocks }: NowAnswer): string =>
  createHash('sha256').update(JSON.stringify(blocks)).digest('hex').slice(0, 32);
