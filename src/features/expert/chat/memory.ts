import { z } from 'zod';
import type { Memory } from '#src/conversation/feature.ts';

const closing = z.object({ at: z.number(), said: z.string(), certain: z.boolean(), seq: z.number() });
const schema = z.object({
  /** The last closing date that the company said, as it was read, with its place in the conversation. */
  saidClosing: closing.optional().catch(undefined),
  /** What was asked of the company, whose next message may be the answer. */
  asking: z.enum(['deadline', 'phone']).optional().catch(undefined),
  /** The number that was offered beside: « oui » is for it. */
  offeredPhone: z.string().optional().catch(undefined),
  /** When the last exchange with an expert ended: what was spoken of before is settled. */
  endedAt: z.number().optional().catch(undefined),
  /** The kind of the last reply: who asks for a person after a refusal was not answered. */
  lastKind: z.string().optional().catch(undefined),
});

/** What the expert's feature remembers of a conversation. */
export type ExpertState = z.output<typeof schema>;

export const expertMemory: Memory<ExpertState> = {
  schema,
  left: ({ saidClosing, endedAt, lastKind }, { said, closing: { passing }, seq }) => ({
    saidClosing: passing ? { ...passing, seq } : saidClosing,
    endedAt,
    lastKind: said.isReply ? said.kind : lastKind,
  }),
};
