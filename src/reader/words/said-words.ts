import { fold } from '#src/platform/french/text-analysis.ts';

/** What is kept of a word: its endings, and how they are typed, say little of what is asked. */
const LETTERS = 6;

/** The different words of a text, each by its first letters; every number is one word. */
export function saidWords(text: string): ReadonlySet<string> {
  const words = fold(text).match(/[a-z0-9]+/g) ?? [];
  return new Set(words.map((word) => (/^\d+$/.test(word) ? '#' : word.slice(0, LETTERS))));
}
