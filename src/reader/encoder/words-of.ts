/** Where a word of a message stands: its first character, and the one after its last. */
export interface WordPlace {
  readonly start: number;
  readonly end: number;
}

/** What stands between two spaces, or after a sign that no space follows: « ok,donc », « ca va?j'ai ». */
const WORD = /[^\s,;:?!]+[,;:?!]*|[,;:?!]+/gu;
const HAS_WORD = /[\p{L}\p{N}€%@]/u;

/** Where the words of a message stand, in their order; a sign alone belongs to the word before it. */
export function wordPlaces(message: string): WordPlace[] {
  const places: { start: number; end: number }[] = [];
  for (const { 0: written, index } of message.matchAll(WORD)) {
    const end = index + written.length;
    const last = places.at(-1);
    if (last && !HAS_WORD.test(written)) last.end = end;
    else places.push({ start: index, end });
  }
  return places;
}

/** The words of a message, as they are written. */
export const wordsOf = (message: string): string[] =>
  wordPlaces(message).map(({ start, end }) => message.slice(start, end));
