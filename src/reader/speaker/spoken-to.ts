import packed from '#src/reader/weights/spoken-to.json' with { type: 'json' };
import { unpackPhrases } from '#src/reader/words/packed.ts';
import { likelyClasses } from '#src/reader/words/phrase-classes.ts';
import { phrasesOf } from '#src/reader/words/phrase-features.ts';
import { NAMES } from './names.ts';

/** To whom a sentence of a page may speak. */
export const SPOKEN_TO = ['company', 'buyer', 'anybody'] as const;

/** What was learnt of `sentences.jsonl`, and of the pages for each of them (`npm run reader:speakers`). */
const WEIGHTS = unpackPhrases(packed);

/** How likely a sentence of a page speaks to a company of what it is to do: « demandez à l’acheteur », « votre offre ». */
export const speaksToCompany = (sentence: string): number =>
  likelyClasses(phrasesOf(sentence, NAMES), WEIGHTS)[0] ?? 0;
