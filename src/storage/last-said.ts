import type { Queryable } from './database.ts';
import type { OutboundContent } from './messages.ts';

/**
 * The kind of what a conversation was last told, by whomever: a short « oui » answers that.
 * @returns undefined when nothing was told yet, or what was told has no kind
 */
export async function lastSaidKind(db: Queryable, conversationId: string): Promise<string | undefined> {
  const [row] = await db.query<{ content: string }>(
    `SELECT content FROM message WHERE conversation_id = $1 AND author <> 'company' AND withheld_at IS NULL
     ORDER BY seq DESC LIMIT 1`,
    [conversationId],
  );
  return row && (JSON.parse(row.content) as OutboundContent).kind;
}
