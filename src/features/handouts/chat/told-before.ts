import { lastWritten } from '#src/conversation/store/last-said.ts';
import { purchaseTold, type SaidPurchase } from '#src/features/handouts/rules/purchase.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { asksSomething } from '#src/reader/follow-up.ts';

/** Messages that are looked at: what was said before them was of something else. */
const LOOKED_AT = 8;
/** A purchase that was spoken of longer ago is another one. */
const SAME_TALK_MS = 6 * HOUR_MS;

/** What the last messages of a conversation tell of the purchase that a document is wanted for. */
export async function toldBefore(db: Queryable, conversationId: string, now: number): Promise<SaidPurchase> {
  const since = now - SAME_TALK_MS;
  const texts = await lastWritten(db, conversationId, { since, most: LOOKED_AT });
  // A question names what the rules are about, not what is bought.
  return purchaseTold(texts.filter((text) => !asksSomething(text)));
}
