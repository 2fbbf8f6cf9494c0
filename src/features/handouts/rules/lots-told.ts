/** Lots as they are named: « lot 2 », « le lot n° 3 », « lots 1 et 3 ». */
const LOT =
  /(?<!\p{L})lots? ?(?:n° ?|no ?|numéro )?(\d{1,3}(?:(?: ?, ?| et | ou )(?:(?:le |au )?lot )?\d{1,3}(?!\d)){0,5})(?!\p{L}|\d)/giu;
const NUMBER = /\d{1,3}/g;

/** The lots that words name, each once. */
export const lotsIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(LOT)].flatMap(([, said = '']) => said.match(NUMBER) ?? [])),
];

/** Between two things that are said of lots. */
const BETWEEN =
  /(?<=[,;.!?\n])(?!\d)|(?= (?:et|mais|alors que) (?:(?:pour |sur |dans )?le |au |du )?lot )/giu;

/**
 * What words tell of a lot, and of none: what they tell of another one is left out. A clause that names no lot goes on with
 * the one before it.
 * @param lot none, where it is not known which one is meant
 */
export function ofLot(text: string, lot: string | undefined): string {
  if (lotsIn(text).length === 0) return text;
  let current: readonly string[] = [];
  return text
    .split(BETWEEN)
    .filter((clause) => {
      const named = lotsIn(clause);
      if (named.length > 0) current = named;
      return current.length === 0 || (lot !== undefined && current.includes(lot));
    })
    .join('');
}

/** The sentences of a message that say something of a lot. */
export const toldOfLots = (text: string): string =>
  text
    .split(SENTENCE)
    .filter((sentence) => lotsIn(sentence).length > 0 && !sentence.trim().endsWith('?'))
    .join(' ');
const SENTENCE = /(?<=[.!?…])\s|\n/;

/** Sentences said one after the other, each with the lots that it goes on with, where it names none. */
export function withLots(sentences: readonly string[]): readonly string[] {
  let current: readonly string[] = [];
  return sentences.map((sentence) => {
    const named = lotsIn(sentence);
    if (named.length > 0) current = named.slice(-1);
    return named.length > 0 || current.length === 0 ? sentence : `lot ${current[0]} : ${sentence}`;
  });
}
