import { fold } from '#src/platform/french/text-analysis.ts';
import { type WordPlace, wordPlaces } from '#src/reader/encoder/words-of.ts';

/** A word of a message as it is written, and what tells it from another. */
export interface MessageWord extends WordPlace {
  /** Folded, without the signs around it; every number is one word. */
  readonly word: string;
  /** The sign that ends it, or the line: '' where nothing does. */
  readonly sign: Sign;
}

export type Sign = (typeof SIGNS)[number];
const SIGNS = ['', ',', '.', '?', ':', ')', '\n'] as const;

const ENDS: readonly [RegExp, Sign][] = [
  [/\?/, '?'],
  [/[.!…]/, '.'],
  [/:/, ':'],
  [/[,;]/, ','],
  [/[)»\]]/, ')'],
];

/** The words of a message in their order. */
export function messageWords(message: string): MessageWord[] {
  const places = wordPlaces(message);
  return places.map(({ start, end }, at) => {
    const written = message.slice(start, end);
    const word = fold(written).replace(/^[^a-z0-9€%@]+|(?<![^a-z0-9€%])[^a-z0-9€%]+$/g, '');
    const next = places[at + 1]?.start ?? message.length;
    const sign = message.slice(end, next).includes('\n') ? '\n' : signOf(written);
    return { start, end, word: /\d/.test(word) ? word.replace(/[\d.,]+/g, '0') : word, sign };
  });
}

function signOf(written: string): Sign {
  const tail = /(?<![^\p{L}\p{N}€%])[^\p{L}\p{N}€%]+$/u.exec(written)?.[0] ?? '';
  return ENDS.find(([sign]) => sign.test(tail))?.[1] ?? '';
}
