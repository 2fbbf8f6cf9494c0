import type { LastAnswered } from '#src/reader/encoder/continuation.ts';

/** How likely it is that a message says this wish, 0 to 1. */
export interface WishScore {
  readonly wish: string;
  readonly probability: number;
}

/**
 * How likely each wish is of what was written, after what was said before it if anything was, likeliest first; a question
 * about the rules is one of them.
 */
export type ReadWishes = (text: string, after?: LastAnswered) => Promise<readonly WishScore[]>;

/** What a message, or a part of it, may mean. */
export interface Meaning {
  /** The wish, as features hear it: several acts may be heard as one. */
  readonly wish: string;
  /** What exactly is wanted, where that was learnt: « referencing.leave ». */
  readonly act?: string | undefined;
  readonly probability: number;
}
