import { z } from 'zod';
import type { Memory } from '#src/conversation/feature.ts';
import { isWithin } from '#src/features/expert/known-closing.ts';

const closing = z.object({
  at: z.number(),
  said: z.string(),
  certain: z.boolean(),
  /** It is when they mean to hand in, and not what was said to be the limit. */
  isPlan: z.literal(true).optional().catch(undefined),
  seq: z.number(),
});
/** What was noted of a call: the moment in their words, and by which message of the conversation; the number is in theirs. */
const call = z.object({ caseId: z.string(), when: z.string().optional(), at: z.number(), seq: z.number() });
const schema = z.object({
  /** The last closing date that the company said, as it was read, with its place in the conversation. */
  saidClosing: closing.optional().catch(undefined),
  /** The same of something else that presses, such as an appeal. */
  saidPressing: closing.optional().catch(undefined),
  /** The closing date that the case was given last, in milliseconds: what is put right is this one. */
  notedClosing: z.number().optional().catch(undefined),
  /** How the company of a case is to be called, where a number or a moment was noted. */
  call: call.optional().catch(undefined),
  /** What was asked of the company, whose next message may be the answer. */
  asking: z.enum(['deadline', 'phone']).optional().catch(undefined),
  /** The number that was offered beside: « oui » is for it. */
  offeredPhone: z.string().optional().catch(undefined),
  /** The moment that was offered, since the one they said does not suit: « oui » is for it. */
  offeredWhen: z.string().optional().catch(undefined),
  /** When the last exchange with an expert ended: what was spoken of before is settled. */
  endedAt: z.number().optional().catch(undefined),
  /** The kind of the last reply: who asks for a person after a refusal was not answered. */
  lastKind: z.string().optional().catch(undefined),
});

/** What the expert's feature remembers of a conversation. */
export type ExpertState = z.output<typeof schema>;

/** What was noted of a call, of a case. */
export type CallNoted = z.output<typeof call>;

export const expertMemory: Memory<ExpertState> = {
  schema,
  left: (
    { saidClosing, saidPressing, notedClosing, call, endedAt, lastKind },
    { said, closing: { passing, pressing }, seq },
  ) => ({
    saidClosing: passing && !isWithin(passing, saidClosing) ? { ...passing, seq } : saidClosing,
    saidPressing: pressing ? { ...pressing, seq } : saidPressing,
    notedClosing,
    call,
    endedAt,
    lastKind: said.isReply ? said.kind : lastKind,
  }),
};
