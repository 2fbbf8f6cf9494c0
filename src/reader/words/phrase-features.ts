import { fold } from '#src/platform/french/text-analysis.ts';

/** How many numbers stand for all phrases; two that share one are told apart by the others of their text. */
export const PHRASE_BUCKETS = 1 << 17;

/** What is kept of a word: its endings, and how they are typed, say little. */
const LETTERS = 6;
/** A word, with the apostrophe that ends it; a number; a sign. */
const PIECE = /[a-z]+'?|\d[\d.,]*|[?!.;:,«»"]/g;
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['!', '.'],
  [';', ','],
  [':', ','],
  ['«', '"'],
  ['»', '"'],
]);

/** What words are names of: « mairie », « collège », « bailleur » are of one kind. */
export type Kinds = ReadonlyMap<string, string>;
const NO_KINDS: Kinds = new Map();

interface Piece {
  readonly word: string;
  /** What it is a name of; the word itself where it is none. */
  readonly kind: string;
}

/**
 * The phrases of a text, as numbers of buckets: each word, two and three in a row, and two around one, by their first
 * letters, and by the kinds of what they name. « je dois relancer le marché » shares few words with what a bidder never
 * writes, and these phrases with none.
 */
export function phrasesOf(text: string, kinds: Kinds = NO_KINDS): Uint32Array {
  const pieces = piecesOf(text, kinds);
  const found = new Set<number>();
  const add = (between: string, row: readonly (Piece | undefined)[]): void => {
    if (!row.every((piece) => piece !== undefined)) return;
    found.add(bucketOf(row.map(({ word }) => word).join(between)));
    if (row.some(({ word, kind }) => word !== kind))
      found.add(bucketOf(row.map(({ kind }) => kind).join(between)));
  };
  for (const [at, here] of pieces.entries()) {
    const [next, third] = [pieces[at + 1], pieces[at + 2]];
    add('', [here]);
    add(' ', [here, next]);
    add(' ', [here, next, third]);
    add(' _ ', [here, third]);
  }
  return Uint32Array.from(found);
}

/** The words and signs of a text in their order, every number as one, between its ends. */
function piecesOf(text: string, kinds: Kinds): readonly Piece[] {
  const plain = (word: string, kind = word): Piece => ({ word, kind });
  const words = fold(text).replaceAll('’', "'").match(PIECE) ?? [];
  const within = words.map((word) => {
    const known = SIGNS.get(word) ?? (/^\d/.test(word) ? '#' : word.slice(0, LETTERS));
    return plain(known, kinds.get(word));
  });
  return [plain('^'), ...within, plain('$')];
}

/** FNV-1a (Fowler, Noll, Vo), cut to the number of buckets. */
function bucketOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return ((hash >>> 16) ^ hash) & (PHRASE_BUCKETS - 1);
}
