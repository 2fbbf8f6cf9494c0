import { likelyClasses, type PhraseWeights } from '#src/reader/words/phrase-classes.ts';
import { fitPhrases, type SharedExample } from './fit-phrases.ts';

/** A text that nobody labelled, and how much of each class texts from there may be. */
export interface Unlabelled {
  readonly phrases: Uint32Array;
  readonly may: readonly number[];
}

/** A text that somebody labelled. */
export interface Labelled {
  readonly phrases: Uint32Array;
  readonly label: string;
}

/** Chosen on three parts of what was labelled, each read by what was learnt of the two others. */
const BY_HAND = { epochs: 20, ridge: 1e-4 };
const WITH_ALL = { epochs: 8, ridge: 1e-5 };
/** How often one that is labelled counts, where a likely one counts once at most. */
const TIMES = 8;
/** Below it, a likely one tells nothing. */
const LEAST = 0.02;

/**
 * Learns what phrases say of classes from texts that were labelled, and from many more that were not: each of those counts as
 * what it likely is, by where it comes from too (one step of expectation and maximisation; Nigam et al. 2000). A second step
 * gained nothing.
 */
export function fitWithLikely(
  classes: readonly string[],
  labelled: readonly Labelled[],
  others: readonly Unlabelled[],
): PhraseWeights {
  const known: SharedExample[] = labelled.map(({ phrases, label }) => ({
    phrases,
    shares: classes.map((one) => (one === label ? 1 : 0)),
    weight: 1,
  }));
  const first = fitPhrases(classes, known, BY_HAND);
  const likely = others.map((one) => likelyExample(one, first)).filter(({ weight }) => weight > LEAST);
  const often = Array.from({ length: TIMES }, () => known).flat();
  return fitPhrases(classes, [...likely, ...often], WITH_ALL);
}

function likelyExample({ phrases, may }: Unlabelled, weights: PhraseWeights): SharedExample {
  const likely = sumTo1(likelyClasses(phrases, weights).map((one, at) => one * (may[at] as number)));
  const surest = Math.max(...likely);
  return {
    phrases,
    // What is likelier is taken for more than it is.
    shares: sumTo1(likely.map((one) => one ** 2)),
    weight: Math.max(0, 2 * surest - 1),
  };
}

function sumTo1(values: readonly number[]): number[] {
  const sum = values.reduce((all, one) => all + one, 0) || 1;
  return values.map((value) => value / sum);
}
