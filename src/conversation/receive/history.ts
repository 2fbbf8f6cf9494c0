import type { HistoryFrom, HistoryItem, HistoryPage } from '#src/channel/port.ts';
import type { MaySay } from '#src/conversation/rules/may-say.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { messagesPage, type StoredMessage } from '#src/conversation/store/messages.ts';
import { waitingMessages } from '#src/conversation/store/outbox/outbox.ts';
import { textOf } from '#src/conversation/turn/handle.ts';
import type { Queryable } from '#src/platform/database/database.ts';

/** What is given of a conversation at once, however long it is and its messages are: the rest is asked for. */
const PAGE = { messages: 200, bytes: 128 * 1024 };

/**
 * A part of a conversation, as who takes part in it may read it.
 * @param maySay whether a message that waits to leave still may
 */
export async function historyPage(
  db: Queryable,
  conversation: Conversation,
  from: HistoryFrom,
  maySay: MaySay,
): Promise<HistoryPage> {
  // What waits to leave while a person holds the conversation will be withheld: a page must not read it first.
  const waiting = new Set(conversation.mode === 'human' ? await waitingMessages(db, conversation.id) : []);
  const isShown = (message: StoredMessage) =>
    message.author === 'company' ||
    (!message.withheld && (!waiting.has(message.id) || maySay(message, conversation)));
  for (let begin = from; ; ) {
    const { messages, next } = await messagesPage(db, conversation.id, begin, PAGE);
    const items = messages.filter(isShown).map(toHistoryItem);
    // A page of which nothing is shown is no end of the conversation.
    if (items.length > 0 || next === undefined) return { items, next };
    begin = 'after' in from ? { after: next } : { before: next };
  }
}

/** A message as channels show it. */
export function toHistoryItem(message: StoredMessage): HistoryItem {
  const { id, seq, at } = message;
  if (message.author === 'company') return { author: 'company', id, seq, at, text: textOf(message) };
  return { author: message.author, id, seq, at, blocks: message.content.blocks, rating: message.rating };
}
