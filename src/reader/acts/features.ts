import type { MessageWord } from './words.ts';

/** How many numbers stand for all that may be told of a word. */
export const BUCKETS = 1 << 17;

/** Words that are seen before and after a word. */
const AROUND = 2;
/** Words up to the next sign: near, some, far. */
const [NEAR, SOME] = [3, 8];

/**
 * What is told of each word of a message, as numbers of buckets: the words around it, alone and two by two, its ending, the
 * sign before it and the one ahead, and how far that one is.
 */
export function featuresOf(words: readonly MessageWord[]): Uint32Array[] {
  const ahead = signsAhead(words);
  return words.map((_, at) => {
    const word = (offset: number): string => words[at + offset]?.word ?? (at + offset < 0 ? '^' : '$');
    const kind = (offset: number): string => kindOf(word(offset));
    const before = at === 0 ? '^' : (words[at - 1] as MessageWord).sign;
    const { sign, distance } = ahead[at] as Ahead;
    const here = word(0);
    const told = [
      `b${before}`,
      `b${before}|${here}`,
      `b${before}|${here}|${word(1)}`,
      `a${sign}`,
      `a${sign}${distance}`,
      `a${sign}|${here}`,
      `p${word(-1)}|${here}`,
      `n${here}|${word(1)}`,
      `pp${word(-2)}|${word(-1)}`,
      `nn${word(1)}|${word(2)}`,
      `pn${word(-1)}|${here}|${word(1)}`,
      `n2${here}|${word(1)}|${word(2)}`,
      `e${here.slice(-3)}`,
      `e2${here.slice(-2)}|${word(1)}`,
      `h${here.split("'")[0]}|${before}`,
      `s${since(words, at)}|${here}`,
      `k${kind(-1)}|${kind(0)}|${kind(1)}`,
      `k2${kind(0)}|${kind(1)}|${kind(2)}`,
      `k3${kind(-2)}|${kind(-1)}|${kind(0)}`,
      `k4${kind(-1)}|${kind(0)}|${kind(1)}|${kind(2)}`,
      `k5${kind(0)}|${kind(1)}|${kind(2)}|${kind(3)}`,
    ];
    for (let offset = -AROUND; offset <= AROUND; offset += 1) told.push(`w${offset}${word(offset)}`);
    return Uint32Array.from(told, bucketOf);
  });
}

/** Letters of the longest word that is taken as it is: those that link, ask, and say who. */
const SHORT = 4;

/** A word that says how a sentence goes, as it is; of any other, its ending. */
const kindOf = (word: string): string => (word.length <= SHORT ? word : `-${word.slice(-2)}`);

interface Ahead {
  readonly sign: string;
  readonly distance: string;
}

/** Of each word, the sign that ends its sentence, and how far it is. */
function signsAhead(words: readonly MessageWord[]): Ahead[] {
  const ahead: Ahead[] = new Array(words.length);
  let sign = 'end';
  let end = words.length;
  for (let at = words.length - 1; at >= 0; at -= 1) {
    const own = (words[at] as MessageWord).sign;
    if (own === '?' || own === '.' || own === '\n') {
      sign = own;
      end = at;
    }
    const far = end - at;
    ahead[at] = { sign, distance: far <= NEAR ? 'near' : far <= SOME ? 'some' : 'far' };
  }
  return ahead;
}

/** Words since the last sign, three and more as one. */
function since(words: readonly MessageWord[], at: number): number {
  let count = 0;
  for (let before = at - 1; before >= 0 && count < 3; before -= 1, count += 1)
    if ((words[before] as MessageWord).sign !== '') break;
  return count;
}

/** FNV-1a (Fowler, Noll, Vo), cut to the number of buckets: two that share one are told apart by the others. */
function bucketOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return ((hash >>> 16) ^ hash) & (BUCKETS - 1);
}
