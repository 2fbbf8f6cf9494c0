/** Text as chat deforms it, by program and repeatably. */

/** The same text without accents, as typed in a hurry on a phone. */
export const withoutAccents = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');

/** A word of five letters and more that touches no figure: « R2122-8 », « 60000euros » stay as they are. */
const LONG_WORD = /(?<![\p{L}\p{N}])\p{L}{5,}(?![\p{L}\p{N}])/gu;

/** One typo (a letter lost, doubled, or swapped with the next) in every third word of five letters and more. */
export function withTypos(text: string): string {
  let count = 0;
  let state = [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  const random = (below: number) => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state % below;
  };
  return text.replace(LONG_WORD, (word) => {
    count += 1;
    if (count % 3 !== 0) return word;
    const at = 1 + random(word.length - 2);
    const before = word.slice(0, at);
    const letter = word[at] ?? '';
    const after = word.slice(at + 1);
    const kinds = [
      before + after,
      before + letter + letter + after,
      `${before}${after[0] ?? ''}${letter}${after.slice(1)}`,
    ].filter((typed) => typed !== word);
    return kinds[random(kinds.length)] ?? word;
  });
}
