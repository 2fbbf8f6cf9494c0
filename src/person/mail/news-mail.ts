import { z } from 'zod';
import { plainText } from '#src/channel/blocks.ts';
import { canPush } from '#src/channel/can-push.ts';
import { type Conversation, lastSeenSeq } from '#src/conversation/store/conversations.ts';
import { findMessage } from '#src/conversation/store/messages.ts';
import { confirmedEmailIn } from '#src/person/store/contacts.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { addJob } from '#src/platform/database/jobs/jobs.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import { queueMail } from '#src/platform/mail/job.ts';
import { newsMail } from './texts.ts';

const KIND = 'news-mail';
/** Who has the page open sees the news meanwhile. */
const DELAY_MS = 2 * MINUTE_MS;

const payloadSchema = z.object({ conversationId: z.string(), messageId: z.string(), subject: z.string() });

/** What a subject holds at most, in UTF-16 units. */
const LONGEST_SUBJECT = 200;

/** A subject as a mail may have it: one line, without signs that are not seen, which titles of notices may have. Pure. */
function asSubject(subject: string): string {
  const line = subject
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\p{C}+/gu, '')
    .trim();
  // No sign of two halves loses one of them.
  const cut = line.slice(0, LONGEST_SUBJECT).replace(/[\uD800-\uDBFF]$/, '');
  return cut.trim() || newsMail.subject;
}

/**
 * Plans the mail of news that were told unasked, in the transaction that adds the message, where the channel shows
 * nothing to who left. It leaves when no page has shown the message meanwhile.
 */
export async function queueNewsMail(
  tx: Transaction,
  { conversation, messageId, subject }: { conversation: Conversation; messageId: string; subject: string },
  now: number,
): Promise<void> {
  if (canPush(conversation.channel)) return;
  const payload = { conversationId: conversation.id, messageId, subject: asSubject(subject) };
  await addJob(tx, { kind: KIND, key: `${KIND}:${messageId}`, payload, runAt: now + DELAY_MS, now });
}

/** The work of mailing news that nobody saw, once. */
export const newsMailJob = ({
  mailIsOn,
  pageUrl,
  now,
}: {
  readonly mailIsOn: boolean;
  readonly pageUrl: () => string;
  readonly now: () => number;
}): JobKind => ({
  kind: KIND,
  run: async (job) => {
    const { conversationId, messageId, subject } = payloadSchema.parse(job.payload);
    if (!mailIsOn) return undefined;
    return async (tx) => {
      const to = await confirmedEmailIn(tx, conversationId);
      const message = await findMessage(tx, messageId);
      if (!to || !message || message.author === 'company') return;
      if ((await lastSeenSeq(tx, conversationId)) >= message.seq) return;
      const text = newsMail.text(plainText(message.content.blocks), pageUrl());
      await queueMail(tx, { id: `news-${messageId}`, to, subject, text }, now());
    };
  },
});
