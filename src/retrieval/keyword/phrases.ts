import { fold } from '#src/platform/french/text-analysis.ts';

interface Entry<T> {
  readonly words: readonly string[];
  readonly value: T;
}

/** A phrase found in a text: where its words begin, how many they are, and what it stands for. */
export interface PhraseMatch<T> {
  readonly at: number;
  readonly length: number;
  readonly value: T;
}

/** The folded words of a text, elisions and hyphens cut: what phrases are compared on. */
export const phraseWords = (text: string): string[] => fold(text).match(/[\p{L}\p{N}€%]+/gu) ?? [];

/** In a phrase, « N » stands for any number: « boîte a N mois ». */
const ANY_NUMBER = 'n';

const fits = (word: string, part: string | undefined): boolean =>
  part !== undefined && (part === word || (word === ANY_NUMBER && /^\d+$/.test(part)));

/** Finds many phrases in a text at once, whole words only, longest first at each place. */
export class PhraseTable<T> {
  readonly #byFirst = new Map<string, Entry<T>[]>();

  constructor(phrases: Iterable<readonly [string, T]>) {
    for (const [phrase, value] of phrases) {
      const words = phraseWords(phrase);
      const [first] = words;
      if (!first || (words.length === 1 && first.length < 2)) continue;
      const entries = this.#byFirst.get(first);
      if (entries) entries.push({ words, value });
      else this.#byFirst.set(first, [{ words, value }]);
    }
    for (const entries of this.#byFirst.values()) entries.sort((a, b) => b.words.length - a.words.length);
  }

  /** Every phrase that stands in these words; matches may overlap. */
  find(words: readonly string[]): PhraseMatch<T>[] {
    const matches: PhraseMatch<T>[] = [];
    words.forEach((word, at) => {
      for (const { words: phrase, value } of this.#byFirst.get(word) ?? []) {
        if (phrase.every((part, offset) => fits(part, words[at + offset])))
          matches.push({ at, length: phrase.length, value });
      }
    });
    return matches;
  }
}

/** The words with each phrase of the table replaced by what it stands for; the longest wins, left to right. */
export function replacePhrases(words: readonly string[], table: PhraseTable<string>): string[] {
  const replaced: string[] = [];
  let next = 0;
  for (const { at, length, value } of table.find(words)) {
    if (at < next) continue;
    replaced.push(...words.slice(next, at), ...phraseWords(value));
    next = at + length;
  }
  return [...replaced, ...words.slice(next)];
}
