import type { Choice } from '#src/channel/blocks.ts';
import type { OutboundContent } from '#src/conversation/store/messages.ts';
import type { Queryable } from '#src/platform/database/database.ts';

/** Messages of ours among which buttons are looked for. */
const LOOKED_AT = 12;

/** The buttons that a conversation was shown lately, the last message's first, in the order of each message. */
export async function buttonsShown(db: Queryable, conversationId: string): Promise<Choice[]> {
  const rows = await db.query<{ content: string }>(
    `SELECT content FROM message WHERE conversation_id = $1 AND author <> 'company' AND withheld_at IS NULL
     ORDER BY seq DESC LIMIT ${LOOKED_AT}`,
    [conversationId],
  );
  return rows.flatMap(({ content }) =>
    (JSON.parse(content) as OutboundContent).blocks.flatMap((block) =>
      block.type === 'choices' ? block.choices : [],
    ),
  );
}
