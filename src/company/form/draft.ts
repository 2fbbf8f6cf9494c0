import { z } from 'zod';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import type { Answers } from './answers.ts';

/**
 * Where the dialog stands. `next` is what follows the answer: the next question, the summary, or, for a file that is
 * registered, its change at once. `leaving` asks whether all is to be erased.
 */
type Phase =
  | { readonly at: 'question'; readonly field: string; readonly next: 'question' | 'summary' | 'save' }
  | { readonly at: 'summary' }
  | { readonly at: 'choosing' }
  | { readonly at: 'leaving'; readonly was?: string | undefined }
  | { readonly at: 'paused' };

/** A form that is being filled, as it is saved after each answer. */
export interface Draft {
  readonly phase: Phase;
  readonly answers: Answers;
  /** Questions passed over. */
  readonly skipped: readonly string[];
  /** Questions answered, in order, for « précédent ». */
  readonly trail: readonly string[];
  /** The question to which the last answer was not understood. */
  readonly missed?: string | undefined;
  /** Words that may be the answer to the question of now: it is asked whether they are. */
  readonly unsure?: string | undefined;
  /** The company whose registered file is being changed. */
  readonly companyId?: string | undefined;
  /** What a directory says beside the answers. */
  readonly facts?:
    | { readonly isEss?: boolean | undefined; readonly isSiae?: boolean | undefined }
    | undefined;
}

const answersSchema = z.record(
  z.string(),
  z.object({
    value: z.unknown(),
    origin: z.enum(['fetched', 'declared', 'team', 'proven']),
    contested: z.unknown().optional(),
  }),
);
const draftSchema = z.object({
  phase: z.discriminatedUnion('at', [
    z.object({ at: z.literal('question'), field: z.string(), next: z.enum(['question', 'summary', 'save']) }),
    z.object({ at: z.literal('summary') }),
    z.object({ at: z.literal('choosing') }),
    z.object({ at: z.literal('leaving'), was: z.string().optional() }),
    z.object({ at: z.literal('paused') }),
  ]),
  answers: answersSchema,
  skipped: z.array(z.string()),
  trail: z.array(z.string()),
  missed: z.string().optional(),
  unsure: z.string().optional(),
  companyId: z.string().optional(),
  facts: z.object({ isEss: z.boolean().optional(), isSiae: z.boolean().optional() }).optional(),
});

/** Reads a saved draft; undefined when it is none of ours. Values were read by the form when they were given. */
export function draftOf(saved: unknown): Draft | undefined {
  const parsed = draftSchema.safeParse(saved);
  return parsed.success
    ? ({ ...parsed.data, answers: parsed.data.answers as Answers } satisfies Draft)
    : undefined;
}

/** Who comes back another day speaks of something else: the form waits, and does not insist. */
const INSISTS_MS = 2 * HOUR_MS;

/** A form whose question is asked again after something else was answered; none once it waits, or since too long. */
export function insistingDraft(
  { draft: kept, updatedAt }: { readonly draft: unknown; readonly updatedAt: number },
  now: number,
): Draft | undefined {
  const draft = draftOf(kept);
  return draft && draft.phase.at !== 'paused' && now - updatedAt <= INSISTS_MS ? draft : undefined;
}
