import type { KeptInbound } from '#src/conversation/store/messages.ts';
import { purchaseIn, type SaidPurchase } from '#src/features/handouts/rules/purchase.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import type { Queryable } from '#src/platform/database/database.ts';

/** Messages that are looked at: what was said before them was of something else. */
const LOOKED_AT = 8;
/** A purchase that was spoken of longer ago is another one. */
const SAME_TALK_MS = 6 * HOUR_MS;

/** What the last messages of a conversation say of the purchase that a document is wanted for. */
export async function toldBefore(db: Queryable, conversationId: string, now: number): Promise<SaidPurchase> {
  const rows = await db.query<{ content: string }>(
    `SELECT content FROM message
     WHERE conversation_id = $1 AND author = 'company' AND handled_at IS NOT NULL AND created_at > $2
     ORDER BY seq DESC LIMIT ${LOOKED_AT}`,
    [conversationId, now - SAME_TALK_MS],
  );
  const said = rows.map(({ content }) => JSON.parse(content) as KeptInbound);
  const texts = said.flatMap((one) => (one.type === 'text' ? [one.text.replace(/\s+/g, ' ')] : []));
  return purchaseIn(texts.toReversed().join('\n'));
}
