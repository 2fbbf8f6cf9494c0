import { paragraph, plainText } from '#src/channel/blocks.ts';
import { frenchDate, parisDay } from '#src/knowledge/dates.ts';
import type { Logger } from '#src/logger.ts';
import type { Conversation } from '#src/storage/conversations.ts';
import { lockConversation, saveConversationState } from '#src/storage/conversations.ts';
import type { Database } from '#src/storage/database.ts';
import {
  addOutboundMessage,
  markHandled,
  type StoredMessage,
  unhandledMessages,
} from '#src/storage/messages.ts';
import { addRequest, requestsOf } from '#src/storage/requests.ts';
import { failedText } from '#src/texts/intents.ts';
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
 * state, the request and the outbox row in one. If another run already answered one of them, nothing is written.
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
    await lockConversation(tx, conversationId);
    const waiting = new Set((await unhandledMessages(tx, conversationId)).map((message) => message.id));
    // All or none: marking the rest of a burst that another run began would leave it without an answer.
    if (!ids.every((id) => waiting.has(id))) return;
    await markHandled(tx, ids, now());
    if (!reply) return;
    const content = { blocks: reply.blocks, kind: reply.kind };
    await addOutboundMessage(tx, { conversationId, content, replyTo: last.id, now: now() });
    if (reply.thread) await saveConversationState(tx, conversationId, { thread: reply.thread }, now());
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
    text: burst.map(({ content }) => (content.type === 'text' ? content.text : content.label)).join(' '),
  };
}

async function makeReply(
  parts: HandlerParts,
  conversation: Conversation,
  decided: Route,
): Promise<Reply | undefined> {
  const { db, answerer, now, logger } = parts;
  if (decided.to === 'person') return undefined;
  try {
    if (decided.to === 'question') {
      const started = now();
      const { thread } = conversation.state as { thread?: ThreadState };
      const reply = await replyToQuestion(answerer(), decided.text, thread, parisDay(now()));
      logger.info(
        { kind: reply.kind, ms: now() - started, fallback: reply.answer?.fallback },
        'question answered',
      );
      return reply;
    }
    const requests = decided.intent === 'status' ? await requestsOf(db, conversation.id) : [];
    const named = requests.map(({ kind, at }) => ({ kind, on: frenchDate(parisDay(at)) }));
    return replyToIntent(decided.intent, decided.text, true, named);
  } catch (error) {
    logger.error({ err: error, conversation: conversation.id }, 'reply failed');
    return { kind: 'refusal', blocks: [paragraph(failedText)] };
  }
}

/** The words of a message, for a channel's history and for logs. */
export const textOf = (message: StoredMessage): string =>
  message.author === 'company'
    ? message.content.type === 'text'
      ? message.content.text
      : message.content.label
    : plainText(message.content.blocks);
