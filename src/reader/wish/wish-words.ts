import { WEIGHTS } from '#src/reader/encoder/metadata.ts';
import { shippedCounts } from '#src/reader/words/counts-file.ts';
import { countWords, makeNaiveBayes, type WordCounts } from '#src/reader/words/naive-bayes.ts';
import { allExamples, reasonOnlyExamples, type WishExample } from './examples.ts';
import type { WishScore } from './meaning.ts';
import { isReasonClass, reasonClass } from './reasons.ts';

/**
 * What the words of a message add to the logarithm of each wish, for each unit of their odds. Of 750 wishes of hands held
 * apart, the vectors alone hear 88.8 %, and 92.3 % so; of 600 questions 94.9 and 96.2 % stay questions; of 275 messages far
 * from our field 80 and 82.8 % are taken for such. From 0.4 to 1.5 it is much the same.
 */
const WEIGHT = 0.6;

/** Scores of wishes, with what the words of the message tell of each; likeliest first. */
export type WithWords = (scores: readonly WishScore[], text: string) => readonly WishScore[];

/** The words of the shipped examples, counted ahead with `npm run reader:vectors`: no start waits for it. */
export const SHIPPED_WISH_WORDS = new URL('wish-words.bin', WEIGHTS);

/**
 * The words of each wish, and of each reason why nobody answers, in its examples.
 * @param reasonOnly what only the reasons are learnt from
 */
export const countedWishes = (
  examples: readonly WishExample[],
  reasonOnly: readonly WishExample[],
): ReadonlyMap<string, WordCounts> =>
  new Map(
    [
      ...Map.groupBy(examples, ({ wish }) => wish),
      ...Map.groupBy([...examples, ...reasonOnly], reasonClass),
    ].flatMap(([name, own]) => (name === undefined ? [] : [[name, countWords(own.map(({ text }) => text))]])),
  );

/** Of counted words, those of the wishes; then those of the reasons. */
export const ofWishes = (counted: ReadonlyMap<string, WordCounts>): ReadonlyMap<string, WordCounts> =>
  new Map([...counted].filter(([name]) => !isReasonClass(name)));
export const ofReasons = (counted: ReadonlyMap<string, WordCounts>): ReadonlyMap<string, WordCounts> =>
  new Map([...counted].filter(([name]) => isReasonClass(name)));

/** The words of each reason why nobody answers, shipped or counted now. */
export function countedReasons(): ReadonlyMap<string, WordCounts> {
  const shipped = shippedCounts(SHIPPED_WISH_WORDS);
  const known = shipped && new Map(shipped.keys.map((name) => [name, shipped.of(name) ?? new Map()]));
  const reasons = known && ofReasons(known);
  return reasons?.size ? reasons : ofReasons(countedWishes(allExamples(), reasonOnlyExamples()));
}

/** @param counted the words of each wish that is heard: all of them, since one without any would stand before the others */
export function wishWords(counted: ReadonlyMap<string, WordCounts>): WithWords {
  const places = new Map([...counted.keys()].map((wish, place) => [wish, place]));
  const bayes = makeNaiveBayes([...counted.values()]);
  return (scores, text) => {
    const told = bayes.scores(text);
    const odds = scores.map(({ wish }) => Math.exp(WEIGHT * (told[places.get(wish) ?? -1] ?? 0)));
    const probabilities = weighed(
      scores.map(({ probability }) => probability),
      odds,
    );
    const classified = weighed(
      scores.map((one) => one.classified ?? one.probability),
      odds,
    );
    return scores
      .map(({ wish }, at) => ({
        wish,
        probability: probabilities[at] as number,
        classified: classified[at] as number,
      }))
      .sort((a, b) => b.probability - a.probability);
  };
}

/** Probabilities times their odds, that add up to 1 again. */
function weighed(probabilities: readonly number[], odds: readonly number[]): readonly number[] {
  const raw = probabilities.map((probability, at) => probability * (odds[at] as number));
  const sum = raw.reduce((all, one) => all + one, 0) || 1;
  return raw.map((one) => one / sum);
}
