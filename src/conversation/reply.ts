import type { Block } from '#src/channel/blocks.ts';
import type { Intent } from '#src/reader/wishes.ts';
import type { Errand } from './feature.ts';
import type { Answer, ThreadState } from './ports.ts';
import type { Conversation } from './store/conversations.ts';

/** What a message gets: blocks, what kind of answer they are, and what the thread remembers. */
export interface Reply {
  readonly kind: 'answer' | 'refusal' | Intent;
  readonly blocks: readonly Block[];
  readonly thread?: ThreadState | undefined;
  /** The answer itself when there is one, for the command line and for figures. */
  readonly answer?: Answer | undefined;
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
