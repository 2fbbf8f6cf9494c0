import { type WordPlace, wordPlaces } from './words-of.ts';

/** A question where it stands in a message that asks several. */
export interface Within {
  /** As it was typed, whole. */
  readonly message: string;
  /** Its first character, and the one after its last. */
  readonly from: number;
  readonly until: number;
}

/** Between the places and the message: a control character that nobody types. */
const BETWEEN = '\u001f';

/**
 * A question of a message, as one text that the encoder reads `within`: the whole message is read, and the vector is made of
 * the words of the question, which so keep what was said around them (« est-ce qu'on nous les rend ? », of samples).
 * @see Günther et al., Late Chunking: Contextual Chunk Embeddings Using Long-Context Embedding Models, 2024
 */
export const withinText = ({ message, from, until }: Within): string => [from, until, message].join(BETWEEN);

/** The question of a {@link withinText}. */
export function withinOf(text: string): Within {
  const [from = '', until = '', ...message] = text.split(BETWEEN);
  return { message: message.join(BETWEEN), from: Number(from), until: Number(until) };
}

/** Whether a word of the message is of the question. */
export const isWithin = ({ from, until }: Within, { start, end }: WordPlace): boolean =>
  start >= from && end <= until;

/** Signs that are no matter where a question is looked for in its message: a cut one has lost some. */
const SIGNS = /[^\p{L}\p{N}€%@]+/gu;

/** Where a question that was cut out of a message stands in it; undefined where its words do not follow one another there. */
export function placeWithin(question: string, message: string): Within | undefined {
  const bare = (text: string, { start, end }: WordPlace) =>
    text.slice(start, end).replace(SIGNS, '').toLowerCase();
  const asked = wordPlaces(question)
    .map((place) => bare(question, place))
    .filter(Boolean);
  const places = wordPlaces(message);
  const words = places.map((place) => bare(message, place));
  const at = words.findIndex((_, first) => asked.every((word, index) => words[first + index] === word));
  const [first, last] = [places[at], places[at + asked.length - 1]];
  if (asked.length === 0 || !first || !last) return undefined;
  return { message, from: first.start, until: last.end };
}
