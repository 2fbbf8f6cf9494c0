/** Text as chat deforms it, by program and repeatably. */

export const withoutAccents = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** One typo (swap, loss, double or neighbour) in every third word of five letters and more. */
export function withTypos(text: string): string {
  let count = 0;
  let state = [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  const random = (below: number) => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state % below;
  };
  return text.replace(/\p{L}{5,}/gu, (word) => {
    count += 1;
    if (count % 3 !== 0) return word;
    const at = 1 + random(word.length - 2);
    const [before, letter, after] = [word.slice(0, at), word[at] ?? '', word.slice(at + 1)];
    const kinds = [
      before + after,
      before + letter + letter + after,
      `${before}${after[0] ?? ''}${letter}${after.slice(1)}`,
    ];
    return kinds[random(kinds.length)] ?? word;
  });
}
