import { readDeadline } from '#src/expert/deadline.ts';
import { casesOf, currentCase, type KeptDeadline } from '#src/storage/cases.ts';
import { type Conversation, conversationsOf } from '#src/storage/conversations.ts';
import type { Queryable } from '#src/storage/database.ts';
import { messagesAfter } from '#src/storage/messages.ts';

/** Messages in which a closing date may have been said. */
const READ = 60;

/** The last closing date that a company wrote in a conversation, after a place in it. */
export async function closingWritten(
  db: Queryable,
  conversationId: string,
  afterSeq: number,
): Promise<KeptDeadline | undefined> {
  const messages = await messagesAfter(db, conversationId, afterSeq, READ);
  return messages
    .flatMap((message) =>
      message.author === 'company' && message.content.type === 'text'
        ? [readDeadline(message.content.text, message.at)]
        : [],
    )
    .findLast((deadline) => deadline !== undefined);
}

/**
 * The closing, still to come, of the tender that a person speaks of: that of the case which is open, or else the one
 * that they wrote since the last case ended, or else that of a case which is open on another of their channels.
 */
export async function knownClosing(
  db: Queryable,
  { id, personId }: Conversation,
  now: number,
): Promise<KeptDeadline | undefined> {
  const isToCome = (deadline: KeptDeadline | undefined) => deadline !== undefined && deadline.at > now;
  const [last] = await casesOf(db, id);
  const current = last?.state === 'closed' ? undefined : last?.deadline;
  if (isToCome(current)) return current;
  const written = await closingWritten(db, id, last?.closedSeq ?? 0);
  if (isToCome(written)) return written;
  for (const other of personId ? await conversationsOf(db, personId) : []) {
    const theirs = other.id === id ? undefined : (await currentCase(db, other.id))?.deadline;
    if (isToCome(theirs)) return theirs;
  }
  return undefined;
}
