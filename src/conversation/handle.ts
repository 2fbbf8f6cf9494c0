import { paragraph, plainText } from '#src/channel/blocks.ts';
import { frenchDate, parisDay } from '#src/knowledge/dates.ts';
import type { Logger } from '#src/logger.ts';
import type { Conversation } from '#src/storage/conversations.ts';
import { conversationsOf, lockConversation, saveConversationState } from '#src/storage/conversations.ts';
import type { Database } from '#src/storage/database.ts';
import {
  addOutboundMessage,
  markHandled,
  type StoredMessage,
  unhandledMessages,
} from '#src/storage/messages.ts';
import { addRequest, requestsOf } from '#src/storage/requests.ts';
import { fileReceived, onlyWords } from '#src/texts/conversation.ts';
import { failedText } from '#src/texts/intents.ts';
import { link } from './link.ts';
import type { Answerer, ThreadState } from './ports.ts';
import { isRequest, type Reply, replyToIntent, replyToQuestion } from './reply.ts';
import { type Route, route } from './router.ts';

type CompanyMessage = Extract<StoredMessage, { author: 'company' }>;

export interface HandlerParts {
  readonly db: Database;
  /** The answerer of the index in service, taken once per turn. */
  readonly answerer: () => Answerer;
  readonly logger: Logger;
  readonly now: () => number;
}

/**
 * Answers a burst: decides the route, gets the reply outside any transaction, then writes the reply, the thread's
 * state, the request, the link and the outbox row in one. If another run already answered one of them, or its author
 * took one back, nothing is written.
 */
export async function handleBurst(
  parts: HandlerParts,
  conversationId: string,
  burst: readonly CompanyMessage[],
): Promise<void> {
  const { db, now } = parts;
  const conversation = await db.tx((tx) => lockConversation(tx, conversationId));
  const last = burst.at(-1);
  if (!conversation || !last) return;
  const decided = route(conversation.mode, contentOf(burst));
  const reply = await makeReply(parts, conversation, decided);
  await db.tx(async (tx) => {
    const ids = burst.map((message) => message.id);
    const current = await lockConversation(tx, conversationId);
    const waiting = new Set((await unhandledMessages(tx, conversationId)).map((message) => message.id));
    // All or none: marking the rest of a burst that another run began would leave it without an answer.
    if (!ids.every((id) => waiting.has(id))) return;
    await markHandled(tx, ids, now());
    const said = decided.to === 'link' ? await link(tx, current?.personId, decided.request, now()) : [];
    const blocks = reply?.blocks ?? said.map(paragraph);
    if (blocks.length === 0) return;
    const content = { blocks, kind: reply?.kind ?? 'help' };
    await addOutboundMessage(tx, { conversationId, content, replyTo: last.id, now: now() });
    if (reply?.thread)
      await saveConversationState(tx, conversationId, { thread: reply.thread, threadAt: now() }, now());
    if (decided.to === 'intent' && isRequest(decided.intent)) {
      await addRequest(tx, {
        conversationId,
        messageId: last.id,
        kind: decided.intent,
        body: decided.text,
        now: now(),
      });
    }
  });
}

function contentOf(burst: readonly CompanyMessage[]): CompanyMessage['content'] {
  const [only] = burst;
  if (burst.length === 1 && only) return only.content;
  return {
    type: 'text',
    text: burst.map(textOf).join(' '),
  };
}

/** The reply of what needs no transaction; a link is made, and said, where it is written. */
async function makeReply(
  parts: HandlerParts,
  conversation: Conversation,
  decided: Route,
): Promise<Reply | undefined> {
  const { db, answerer, now, logger } = parts;
  if (decided.to === 'person' || decided.to === 'link') return undefined;
  if (decided.to === 'file') return { kind: 'help', blocks: [paragraph(onlyWords)] };
  try {
    if (decided.to === 'question') {
      const started = now();
      const thread = await threadOf(db, conversation);
      const reply = await replyToQuestion(answerer(), decided.text, thread, parisDay(now()));
      logger.info(
        { kind: reply.kind, ms: now() - started, fallback: reply.answer?.fallback },
        'question answered',
      );
      return reply;
    }
    const requests = decided.intent === 'status' ? await requestsOf(db, conversation) : [];
    const named = requests.map(({ kind, at }) => ({ kind, on: frenchDate(parisDay(at)) }));
    return replyToIntent(decided.intent, decided.text, true, named);
  } catch (error) {
    logger.error({ err: error, conversation: conversation.id }, 'reply failed');
    return { kind: 'refusal', blocks: [paragraph(failedText)] };
  }
}

/**
 * What a conversation speaks of: the last thread of the person, on whichever of their channels it was. On one channel,
 * a conversation that has its own thread goes on with it: people reply under what they see.
 */
async function threadOf(db: Database, conversation: Conversation): Promise<ThreadState | undefined> {
  type State = { thread?: ThreadState; threadAt?: number };
  const own = conversation.state as State;
  const all = conversation.personId ? await conversationsOf(db, conversation.personId) : [];
  const others = all.filter(({ channel }) => !own.thread || channel !== conversation.channel);
  return [own, ...others.map(({ state }) => state as State)].reduce((last, state) =>
    state.thread && (state.threadAt ?? 0) > (last.threadAt ?? 0) ? state : last,
  ).thread;
}

/** The words of a message, for a channel's history and for logs. */
export function textOf(message: StoredMessage): string {
  if (message.author !== 'company') return plainText(message.content.blocks);
  const { content } = message;
  if (content.type === 'action') return content.label;
  if (content.type === 'file') return fileReceived(content.name);
  return content.type === 'delete' ? '' : content.text;
}
