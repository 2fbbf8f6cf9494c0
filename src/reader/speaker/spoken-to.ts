import { WEIGHTS } from '#src/reader/encoder/metadata.ts';
import { likelyClasses } from '#src/reader/words/phrase-classes.ts';
import { phrasesOf } from '#src/reader/words/phrase-features.ts';
import { shippedPhrases } from '#src/reader/words/phrase-file.ts';
import { NAMES } from './names.ts';

/** To whom a sentence of a page may speak. */
export const SPOKEN_TO = ['company', 'buyer', 'anybody'] as const;

/** What was learnt of `sentences.jsonl`, and of the pages for each of them (`npm run reader:speakers`). */
export const SHIPPED_SPOKEN_TO = new URL('spoken-to.bin', WEIGHTS);

/** How likely a sentence of a page speaks to a company of what it is to do: « demandez à l’acheteur », « votre offre ». */
export function speaksToCompany(sentence: string): number {
  const weights = shippedPhrases(SHIPPED_SPOKEN_TO);
  return weights ? (likelyClasses(phrasesOf(sentence, NAMES), weights)[0] ?? 0) : 0;
}
