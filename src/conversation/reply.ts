import type { Block } from '#src/channel/blocks.ts';
import type { Errand } from './feature.ts';
import type { Conversation } from './store/conversations.ts';

/** What a message gets: blocks, and what kind of answer they are. */
export interface Reply {
  readonly kind: string;
  readonly blocks: readonly Block[];
}

/** Makes a reply; where that fails, what is true of it is said, and the way to a person. */
export type Reviewed = <T extends Reply>(
  conversation: Conversation,
  make: () => Promise<T | undefined>,
) => Promise<T | Reply | undefined>;

/** What is asked of others after a reply: it may need a person, or have taken a date for the closing of the tender. */
export type AfterAnswer = (told: {
  readonly needsPerson?: boolean;
  readonly takesClosing?: boolean;
}) => readonly Errand[];
