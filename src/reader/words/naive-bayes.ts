import { saidWords } from './said-words.ts';

/** Of each word, how many texts of a class hold it. */
export type WordCounts = ReadonlyMap<string, number>;

/** Which class a text is of, by its words alone. */
export interface NaiveBayes {
  /**
   * For each class, by its place: the logarithms of how much likelier it is than any to hold each word of the text, added,
   * over the square root of how many there are. A word that nobody said weighs nothing; 0 of a text without any other.
   */
  scores(text: string): Float64Array;
}

/** Words lent to each class, by how usual they are, as a part of what a class mostly has. */
const LENT = 0.03;

/**
 * Multinomial naive Bayes, each word counted once a text (Wang & Manning 2012), smoothed by all classes together (Dirichlet
 * prior). Words are not independent of each other, so that a long text would be too sure: the root brings texts of all
 * lengths to one scale. Nothing to train: a class is what was counted of it.
 */
export function makeNaiveBayes(classes: readonly WordCounts[]): NaiveBayes {
  const sizes = Float64Array.from(classes, (counts) => sumOf(counts.values()));
  const all = sumOf(sizes);
  const lent = (LENT * all) / Math.max(1, classes.length);
  const numbers = new Map<string, number>();
  const usual: number[] = [];
  const holders: number[] = [];
  for (const counts of classes)
    for (const [word, count] of counts) {
      const number = numbers.get(word) ?? usual.length;
      if (number === usual.length) numbers.set(word, number);
      usual[number] = (usual[number] ?? 0) + count;
      holders[number] = (holders[number] ?? 0) + 1;
    }
  // The classes that hold each word, one word after the other.
  const starts = new Int32Array(usual.length + 1);
  for (const [number, count] of holders.entries()) starts[number + 1] = (starts[number] as number) + count;
  const places = new Uint16Array(starts.at(-1) ?? 0);
  const gains = new Float32Array(places.length);
  const next = starts.slice();
  for (const [place, counts] of classes.entries())
    for (const [word, count] of counts) {
      const number = numbers.get(word) as number;
      const at = next[number] as number;
      next[number] = at + 1;
      places[at] = place;
      gains[at] = Math.log1p((count * all) / (lent * (usual[number] as number)));
    }
  // What a word costs to each class that does not hold it.
  const lacking = sizes.map((size) => Math.log(lent / (size + lent)));
  return {
    scores: (text) => {
      const known = [...saidWords(text)].flatMap((word) => numbers.get(word) ?? []);
      const scores = lacking.map((cost) => known.length * cost);
      for (const number of known)
        for (let at = starts[number] as number; at < (starts[number + 1] as number); at += 1) {
          const place = places[at] as number;
          scores[place] = (scores[place] as number) + (gains[at] as number);
        }
      return known.length === 0 ? scores.fill(0) : scores.map((score) => score / Math.sqrt(known.length));
    },
  };
}

/** Of each word, how many of some texts hold it. */
export function countWords(texts: Iterable<string>): WordCounts {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of saidWords(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

const sumOf = (values: Iterable<number>): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};
