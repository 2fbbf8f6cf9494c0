import { WEIGHTS } from '#src/reader/encoder/metadata.ts';
import { type CountedWords, shippedCounts } from '#src/reader/words/counts-file.ts';
import { countWords, makeNaiveBayes, type NaiveBayes } from '#src/reader/words/naive-bayes.ts';
import { questionsAnswered } from '#src/retrieval/passages/index-content.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';

/** The words of all messages of the training data, counted for each section by its key (`npm run reader:words`). */
export const SHIPPED_WORDS = new URL('section-words.bin', WEIGHTS);

/**
 * Which of some passages is asked, by words alone: what people said of each, or the questions that it answers where nobody
 * wrote messages for it, or the shipped words lack.
 */
export const makeSectionBayes = (
  passages: readonly Passage[],
  words: Pick<CountedWords, 'of'> | undefined = shippedCounts(SHIPPED_WORDS),
): NaiveBayes =>
  makeNaiveBayes(passages.map((passage) => words?.of(passage.key) ?? countWords(questionsAnswered(passage))));
