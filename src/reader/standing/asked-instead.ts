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
 * From so likely on, a message sends away what it was answered: of those held out (`npm run evaluate:speakers`), 98 of 100
 * that are taken for it do.
 */
const SURE = 0.6;

/**
 * What a message says that it asks, and that it does not: « vous me parlez de décennale, moi je construis rien ! Ma question
 * c'est si la multirisque couvre ça ». Undefined for one that sends nothing away.
 */
export function askedInstead(message: string): AskedInstead | undefined {
  if (likelyPutsRight(message) < SURE) return undefined;
  const said = setAsideIn(message);
  const denied = said.denied.join(' ');
  if (contentWords(denied).length === 0) return undefined;
  // What is in several pieces was not surely read.
  const meant = said.meant.length === 1 ? said.meant.join(' ') : '';
  return { denied, meant: contentWords(meant).length > 0 ? meant : '' };
}
