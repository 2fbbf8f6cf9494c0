import { Tokenizer } from '@huggingface/tokenizers';

/** Turns texts into the numbers that the encoder reads. */
export interface Tokenize {
  /** A text: at most `limit` numbers, its two marks included. */
  text(text: string, limit: number): number[];
  /** Texts read together, each with its own limit, marks apart. */
  together(texts: readonly string[], limits: readonly number[]): number[];
  /** The words of a text, after what stands before it; with the place of the first and last number of each that is read. */
  words(before: string, words: readonly string[], limit: number): WordNumbers;
}

/** Numbers of words. Those of the words that are beyond the limit are left out. */
export interface WordNumbers {
  readonly ids: readonly number[];
  readonly places: readonly (readonly [first: number, last: number])[];
}

const START = 0;
const END = 2;
/** Of a text alone: one at each end. */
const MARKS = 2;

/** No token is longer than this on the average: what comes after so many characters can't be among the first tokens. */
const CHARACTERS_PER_TOKEN = 12;
/** Composed characters may be written as several, and words be far apart. */
const SLACK = 4;

/** What Python calls white space, which the model was trained with: JavaScript has U+FEFF more, and U+001C to U+001F less. */
const SPACES = /[\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

/**
 * The tokenizer of a model, from its `tokenizer.json`. Characters are capped first: a word of 20,000 letters would take
 * seconds. A space at an end would be a token of its own: texts are trimmed.
 */
export function openTokenizer(json: object): Tokenize {
  const tokenizer = new Tokenizer(json, {});
  const piecesOf = (text: string, limit: number): number[] => {
    const most = limit * CHARACTERS_PER_TOKEN;
    const plain = normaliseText(text.slice(0, most * SLACK)).slice(0, most);
    return plain === '' ? [] : tokenizer.encode(plain, { add_special_tokens: false }).ids.slice(0, limit);
  };
  return {
    text: (text, limit) => [START, ...piecesOf(text, limit - MARKS), END],
    together: (texts, limits) => [
      START,
      ...texts.flatMap((text, index) => [
        ...(index > 0 ? [END, END] : []),
        ...piecesOf(text, limits[index] ?? 0),
      ]),
      END,
    ],
    words: (before, words, limit) => {
      const ids = [START, ...piecesOf(before, limit)];
      const places: [number, number][] = [];
      for (const word of words) {
        const own = piecesOf(word, limit);
        if (ids.length + own.length + 1 > limit) break;
        places.push([ids.length, ids.length + Math.max(own.length, 1) - 1]);
        ids.push(...own);
      }
      return { ids: [...ids, END], places };
    },
  };
}

/** A text as it is read: one way of writing each character, one space between words, none at its ends. */
const normaliseText = (text: string): string =>
  text.normalize('NFKC').replace(SPACES, ' ').replace(/^ | $/g, '');
