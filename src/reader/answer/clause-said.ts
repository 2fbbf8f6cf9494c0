import type { WishScore } from '#src/reader/wish/meaning.ts';

/** A clause of what is said to a question that waits, and how likely it says each wish. */
export interface ClauseSaid {
  readonly text: string;
  readonly scores: readonly WishScore[];
}
