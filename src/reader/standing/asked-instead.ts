import { contentWords } from '#src/platform/french/text-analysis.ts';
import { likelyPutsRight, setAsideIn } from './set-aside.ts';

/** What a message asks in the place of what it was answered. */
export interface AskedInstead {
  /** In its author's words, folded; empty where it only says what it does not ask. */
  readonly meant: string;
  /** What it was answered, or taken to ask, and does not ask. */
  readonly denied: string;
}

/**
 * From so likely on, a sentence sends away what was answered: of those held out (`npm run evaluate:speakers`), 98 of 100
 * that are taken for it do.
 */
const SURE = 0.6;

/** A sentence says something from a word on; what puts right is among the first ones. */
const WORD = /\p{L}{2}/u;
const MOST = 12;
/** Where a sentence ends before another one. */
const SENTENCES = /(?<=[.!?])\s+(?=\S)/u;

/**
 * What a message says that it asks, and that it does not: « vous me parlez de décennale, moi je construis rien ! Ma question
 * c'est si la multirisque couvre ça ». Undefined for one that sends nothing away.
 */
export function askedInstead(message: string): AskedInstead | undefined {
  const sentences = message
    .split(SENTENCES)
    .filter((one) => WORD.test(one))
    .slice(0, MOST);
  // What puts right is said in a sentence, whatever is asked after it.
  const isWhole = likelyPutsRight(message) >= SURE;
  const putting = isWhole ? [message] : sentences.filter((one) => likelyPutsRight(one) >= SURE);
  const said = putting.map(setAsideIn);
  const denied = said.flatMap((one) => one.denied).join(' ');
  if (contentWords(denied).length === 0) return undefined;
  const means = said.flatMap((one) => one.meant);
  // What is in several pieces, or has something asked after it, was not surely read.
  const isLast = means.length === 1 && contentWords(message).at(-1) === contentWords(means.join(' ')).at(-1);
  const meant = isLast ? means.join(' ') : '';
  return { denied, meant: contentWords(meant).length > 0 ? meant : '' };
}
