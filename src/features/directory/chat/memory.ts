import { z } from 'zod';
import type { Memory } from '#src/conversation/feature.ts';
import { introductionSchema } from '#src/features/directory/introductions/dialog.ts';
import { LACKS, searchWordsSchema } from '#src/features/directory/rules/search-words.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';

const schema = z.object({
  introduction: introductionSchema,
  /** What was looked for last, and what of it was asked. */
  search: searchWordsSchema
    .extend({ asks: z.enum(LACKS).optional(), at: z.number() })
    .optional()
    .catch(undefined),
  /** The companies that were shown last, by their keys, in order. */
  listed: z
    .object({ keys: z.array(z.string()), at: z.number() })
    .optional()
    .catch(undefined),
  /** Whether the company agrees to be in the directory is what was last asked. */
  joining: z.boolean().optional().catch(undefined),
});

/** What the directory remembers of a conversation. */
export type DirectoryState = z.output<typeof schema>;

export const directoryMemory: Memory<DirectoryState> = {
  schema,
  // A question of a search is not asked again; what was looked for, and what was shown, may still be spoken of.
  left: ({ introduction, search, listed }) => ({
    introduction,
    search: search && { ...search, asks: undefined },
    listed,
  }),
};

/** Who comes back later speaks of something else. */
const PATIENCE_MS = HOUR_MS;

/** The search, and the companies, that a message may still speak of. */
export const spokenOf = (
  { search, listed }: DirectoryState,
  now: number,
): Pick<DirectoryState, 'search' | 'listed'> => ({
  search: search && now - search.at <= PATIENCE_MS ? search : undefined,
  listed: listed && now - listed.at <= PATIENCE_MS ? listed : undefined,
});
