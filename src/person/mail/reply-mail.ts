import { z } from 'zod';
import { plainText } from '#src/channel/blocks.ts';
import { canPush } from '#src/channel/can-push.ts';
import { lastReachedSeq, lockConversation, markMailed } from '#src/conversation/store/conversations.ts';
import { messagesAfter, type StoredMessage } from '#src/conversation/store/messages.ts';
import { confirmedEmail } from '#src/person/store/contacts.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { addJob } from '#src/platform/database/jobs/jobs.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import { queueMail } from '#src/platform/mail/job.ts';
import { replyMail, type SaidByExpert } from './texts.ts';

const KIND = 'reply-mail';
/** Who has the page open sees the message meanwhile, and an expert who writes in several messages makes one mail. */
const DELAY_MS = 2 * MINUTE_MS;

const payloadSchema = z.object({ conversationId: z.string() });

/**
 * Plans the mail of what an expert has just written, in the transaction that adds the message. Whether it leaves is
 * decided when it is due: the person has a confirmed address, and no page has shown the message.
 * Nothing is planned on a channel that reaches people by itself.
 */
export async function queueReplyMail(
  tx: Transaction,
  { conversationId, messageId }: { conversationId: string; messageId: string },
  now: number,
): Promise<void> {
  const conversation = await lockConversation(tx, conversationId);
  if (!conversation || canPush(conversation.channel)) return;
  const payload = { conversationId };
  await addJob(tx, { kind: KIND, key: `${KIND}:${messageId}`, payload, runAt: now + DELAY_MS, now });
}

interface ReplyMailParts {
  /** Whether a mail can be sent at all. */
  readonly mailIsOn: boolean;
  readonly pageUrl: () => string;
  readonly now: () => number;
}

/** The work of mailing what experts wrote and nobody saw: all that waits in the conversation, in one mail, once. */
export const replyMailJob = ({ mailIsOn, pageUrl, now }: ReplyMailParts): JobKind => ({
  kind: KIND,
  run: async (job) => {
    const { conversationId } = payloadSchema.parse(job.payload);
    if (!mailIsOn) return undefined;
    return async (tx) => {
      const conversation = await lockConversation(tx, conversationId);
      const to = conversation?.personId && (await confirmedEmail(tx, conversation.personId));
      if (!conversation || !to) return;
      const after = await lastReachedSeq(tx, conversationId);
      const unseen = (await messagesAfter(tx, conversationId, after)).filter(isExpert);
      const last = unseen.at(-1);
      if (!last) return;
      const text = replyMail.text(unseen.map(toSaid), pageUrl());
      await queueMail(tx, { id: `reply-${last.id}`, to, subject: replyMail.subject, text }, now());
      await markMailed(tx, conversationId, last.seq);
    };
  },
});

type ExpertMessage = Extract<StoredMessage, { author: 'bot' | 'expert' }>;
const isExpert = (message: StoredMessage): message is ExpertMessage => message.author === 'expert';

/** An expert's message opens with who speaks, which the mail says by itself. */
function toSaid({ content: { blocks, by } }: ExpertMessage): SaidByExpert {
  const said = by ? blocks.slice(1) : blocks;
  const files = said.flatMap((block) => (block.type === 'file' ? [replyMail.file(block.name)] : []));
  return { by: by?.name, words: [plainText(said), ...files].filter(Boolean).join('\n\n') };
}
