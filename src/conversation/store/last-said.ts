import type { Queryable } from '#src/platform/database/database.ts';
import type { OutboundContent } from './messages.ts';

/** What a conversation was last told, by whomever; undefined when nothing was told yet. */
export async function lastSaid(db: Queryable, conversationId: string): Promise<OutboundContent | undefined> {
  const [row] = await db.query<{ content: string }>(
    `SELECT content FROM message WHERE conversation_id = $1 AND author <> 'company' AND withheld_at IS NULL
     ORDER BY seq DESC LIMIT 1`,
    [conversationId],
  );
  return row && (JSON.parse(row.content) as OutboundContent);
}

/**
 * The kind of what a conversation was last told, by whomever: a short « oui » answers that.
 * @returns undefined when nothing was told yet, or what was told has no kind
 */
export async function lastSaidKind(db: Queryable, conversationId: string): Promise<string | undefined> {
  return (await lastSaid(db, conversationId))?.kind;
}

/** Whether what a conversation was last told has a button: a bare « oui » answers for that button only then. */
export async function isLastOffered(db: Queryable, conversationId: string, value: string): Promise<boolean> {
  const said = await lastSaid(db, conversationId);
  return (said?.blocks ?? []).some(
    (block) => block.type === 'choices' && block.choices.some((choice) => choice.value === value),
  );
}
