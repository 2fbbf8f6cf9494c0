import packed from '#src/reader/weights/speakers.json' with { type: 'json' };
import { unpackPhrases } from '#src/reader/words/packed.ts';
import { likelyClasses } from '#src/reader/words/phrase-classes.ts';
import { phrasesOf } from '#src/reader/words/phrase-features.ts';
import { NAMES } from './names.ts';

/** On which side of the contract who writes stands. */
export type Side = 'buyer' | 'company';

/** What a message may tell of it; most tell nothing. */
export const SPEAKERS = ['buyer', 'company', 'unsaid'] as const;

/** What was learnt of `messages.jsonl`, and of the messages on the pages (`npm run reader:speakers`). */
const WEIGHTS = unpackPhrases(packed);

/**
 * From so likely on, a message says so: a company that is taken for a buyer is answered worse than one that is not known. Of
 * the messages held out (`npm run evaluate:speakers`) 98 of 100 that are taken for a buyer's are.
 */
const SURE: Readonly<Record<Side, number>> = { buyer: 0.8, company: 0.9 };
/** … and a buyer, who speaks of companies, is one no more. */
const SURE_COMPANY = 0.97;

/** How likely a message is of a buyer, and of a company. */
export function likelySides(message: string): Readonly<Record<Side, number>> {
  const [buyer = 0, company = 0] = likelyClasses(phrasesOf(message, NAMES), WEIGHTS);
  return { buyer, company };
}

/**
 * On which side a message says that its author stands, by what they are, or do; undefined where it does not say.
 * @param before on which side they were told to stand
 */
export function sideIn(message: string, before?: Side): Side | undefined {
  const { buyer, company } = likelySides(message);
  if (buyer >= SURE.buyer) return 'buyer';
  return company >= (before === 'buyer' ? SURE_COMPANY : SURE.company) ? 'company' : undefined;
}
