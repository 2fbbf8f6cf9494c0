import { z } from 'zod';
import type { Memory } from '#src/conversation/feature.ts';
import { introductionSchema } from '#src/features/directory/introductions/dialog.ts';

const schema = z.object({
  introduction: introductionSchema,
  /** Whether the company agrees to be in the directory is what was last asked. */
  joining: z.boolean().optional().catch(undefined),
});

/** What the directory remembers of a conversation. */
export type DirectoryState = z.output<typeof schema>;

export const directoryMemory: Memory<DirectoryState> = {
  schema,
  left: ({ introduction }) => ({ introduction }),
};
