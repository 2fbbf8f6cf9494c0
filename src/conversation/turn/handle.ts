import { plainText } from '#src/channel/blocks.ts';
import type { Desk, DeskCopy, InboundStored } from '#src/conversation/desk.ts';
import type { Feature } from '#src/conversation/feature.ts';
import { lockConversation } from '#src/conversation/store/conversations.ts';
import { markHandled, type StoredMessage, unhandledMessages } from '#src/conversation/store/messages.ts';
import { fileReceived } from '#src/conversation/texts.ts';
import type { PreparedTurn, TurnToRead } from '#src/conversation/workers/prepared.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { act } from './act.ts';
import { mustBeAsRead, StaleTurn } from './stale-turn.ts';

/** What the answer to a burst needs. */
export interface HandlerParts {
  readonly db: Database;
  /** Reads a turn's words, away from the thread that acknowledges. */
  readonly prepare: (turn: TurnToRead) => Promise<PreparedTurn>;
  readonly now: () => number;
  /** Those of whom the turns are read. */
  readonly features: readonly Feature[];
  /** The experts; nobody is, when absent. */
  readonly desk?: Desk | undefined;
}

/** A turn that is stale is read again; one that always is has something wrong, and waits for the next try. */
const MOST_READINGS = 5;

/**
 * Answers a burst: has it read, and what is to be done prepared, outside any transaction, then does it, says it and
 * keeps the conversation's state in one. If another run already answered one of them, or its author took one back,
 * nothing is written; if a person took the conversation meanwhile, the bot says nothing; if what it was read on has
 * changed, it is read again.
 */
export async function handleBurst(
  parts: HandlerParts,
  conversationId: string,
  given: readonly InboundStored[],
): Promise<void> {
  const { db, now } = parts;
  let burst = given;
  for (let readings = 1; ; readings += 1) {
    const last = burst.at(-1);
    const conversation = await db.tx((tx) => lockConversation(tx, conversationId));
    if (!conversation || !last) return;
    if (conversation.kind === 'desk') return parts.desk?.handle(conversation, burst);
    const turn = { conversation, content: contentOf(burst), at: now() };
    const prepared = await parts.prepare(turn);
    try {
      return await db.tx((tx) => actOn(tx, parts, { burst, last, turn, prepared }));
    } catch (error) {
      if (!(error instanceof StaleTurn) || readings >= MOST_READINGS) throw error;
      burst = await asTheyAreNow(db, conversationId, burst);
    }
  }
}

/** The messages of a burst as their author last left them. */
async function asTheyAreNow(
  db: Database,
  conversationId: string,
  burst: readonly InboundStored[],
): Promise<readonly InboundStored[]> {
  const waiting = await unhandledMessages(db, conversationId);
  return burst.map((message) => {
    const now = waiting.find(({ id }) => id === message.id);
    return now?.author === 'company' ? now : message;
  });
}

/**
 * Acts on a turn that was read, in its transaction.
 * @throws StaleTurn when what it was read on has changed
 */
async function actOn(
  tx: Transaction,
  { features, desk, now }: HandlerParts,
  read: {
    readonly burst: readonly InboundStored[];
    readonly last: InboundStored;
    readonly turn: TurnToRead;
    readonly prepared: PreparedTurn;
  },
): Promise<void> {
  const { burst, last, prepared } = read;
  const { conversation, at: readAt } = read.turn;
  const ids = burst.map((message) => message.id);
  const current = await lockConversation(tx, conversation.id);
  const waiting = new Map((await unhandledMessages(tx, conversation.id)).map((one) => [one.id, one]));
  // All or none: marking the rest of a burst that another run began would leave it without an answer.
  if (!current || !ids.every((id) => waiting.has(id))) return;
  // Its author changed it meanwhile: what was read is no longer what they wrote.
  for (const { id, content } of burst) mustBeAsRead(waiting.get(id)?.content, content);
  // The person left meanwhile: what was for them is for the bot now, and must not stay without an answer.
  if (conversation.mode === 'human' && current.mode !== 'human' && prepared.acts.length === 0)
    throw new StaleTurn('the person who held the conversation has left');
  await markHandled(tx, ids, now());
  if (!prepared.acts.some(({ isSecret }) => isSecret)) await desk?.heard(tx, current.id, copyOf(burst));
  const isHeld = current.mode === 'human';
  const acts = isHeld ? prepared.acts.filter(({ isBeside }) => isBeside) : prepared.acts;
  const { closing } = prepared;
  if (isHeld && acts.length === 0) return desk?.held(tx, current, { closing, seq: last.seq });
  const message = { id: last.id, seq: last.seq, text: textOf(last) };
  await act(tx, { features, desk, current, message, closing, readAt, now: now() }, { ...prepared, acts });
}

function contentOf(burst: readonly InboundStored[]): InboundStored['content'] {
  const [only] = burst;
  if (burst.length === 1 && only) return only.content;
  return {
    type: 'text',
    text: burst.map(textOf).join(' '),
  };
}

/** The burst as the experts of a case read it. */
export function copyOf(burst: readonly InboundStored[]): DeskCopy {
  const [only] = burst;
  const messageIds = burst.map(({ id }) => id);
  if (burst.length === 1 && only?.content.type === 'file')
    return { messageIds, text: only.content.name, file: true };
  return { messageIds, text: burst.map(textOf).join('\n') };
}

/** The words of a message, for a channel's history and for logs. */
export function textOf(message: StoredMessage): string {
  if (message.author !== 'company') return plainText(message.content.blocks);
  const { content } = message;
  if (content.type === 'action') return content.label;
  if (content.type === 'file') return fileReceived(content.name);
  return content.type === 'delete' ? '' : content.text;
}
