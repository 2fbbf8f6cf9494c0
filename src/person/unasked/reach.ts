import { isUnreachable, lockConversation } from '#src/conversation/store/conversations.ts';
import { lastWritten } from '#src/conversation/store/last-said.ts';
import { hasStoppedNews } from '#src/person/store/news-stops.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { bareWords } from '#src/platform/french/text-analysis.ts';
import { type MayBeTold, mayBeTold } from './rules/may-be-told.ts';
import { stopSaid } from './rules/stop-words.ts';

/** Whom a conversation is with, and whether they can be told something unasked. */
export interface Reach {
  readonly personId: string | undefined;
  readonly may: MayBeTold;
  /** They want to hear nothing unasked, also where nothing arrives by itself (`may` then says `channel`). */
  readonly hasStopped: boolean;
}

/** Whether who speaks in a conversation can be told something that they did not ask for. */
export const reachOf = (db: Database, conversationId: string): Promise<Reach> =>
  db.tx((tx) => lockReach(tx, conversationId));

/** The same, the conversation locked until what is said there is written. */
export async function lockReach(tx: Transaction, conversationId: string): Promise<Reach> {
  const conversation = await lockConversation(tx, conversationId);
  if (!conversation) return { personId: undefined, may: 'unreachable', hasStopped: false };
  const { personId, channel, mode } = conversation;
  // « stop » as the last word that somebody wrote is one, whatever it was about.
  const [last] = await lastWritten(tx, conversationId, { since: 0, most: 1 });
  const hasStopped =
    (last !== undefined && stopSaid(bareWords(last)) !== undefined) ||
    (personId !== undefined && (await hasStoppedNews(tx, personId)));
  const may = mayBeTold({
    personId,
    channel,
    mode,
    isUnreachable: await isUnreachable(tx, conversationId),
    hasStopped,
  });
  return { personId, may, hasStopped };
}
