import type { LastAnswered } from '#src/reader/encoder/continuation.ts';

/** How likely it is that a message says this wish, 0 to 1. */
export interface WishScore {
  readonly wish: string;
  readonly probability: number;
  /** What the classifier alone finds, where the nearest examples were asked too: what refuses was chosen on it. */
  readonly classified?: number | undefined;
}

/** The same wishes as the classifier alone finds them, likeliest first. */
export const asClassified = (scores: readonly WishScore[]): readonly WishScore[] =>
  scores
    .map(({ wish, probability, classified = probability }) => ({ wish, probability: classified }))
    .sort((a, b) => b.probability - a.probability);

/** What two readings of one message say together, likeliest first: both count alike. */
export function meanOf(one: readonly WishScore[], other: readonly WishScore[]): readonly WishScore[] {
  const others = new Map(other.map((score) => [score.wish, score]));
  const half = (mine: number, theirs: number) => (mine + theirs) / 2;
  return one
    .map(({ wish, probability, classified = probability }) => {
      const its = others.get(wish);
      const theirs = its?.probability ?? 0;
      return {
        wish,
        probability: half(probability, theirs),
        classified: half(classified, its?.classified ?? theirs),
      };
    })
    .sort((a, b) => b.probability - a.probability);
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
