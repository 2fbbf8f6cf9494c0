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
  const usual = new Map<string, number>();
  for (const counts of classes)
    for (const [word, count] of counts) usual.set(word, (usual.get(word) ?? 0) + count);
  const holders = new Map<string, { readonly places: number[]; readonly gains: number[] }>();
  for (const [place, counts] of classes.entries())
    for (const [word, count] of counts) {
      const own = holders.get(word) ?? { places: [], gains: [] };
      holders.set(word, own);
      own.places.push(place);
      own.gains.push(Math.log1p((count * all) / (lent * (usual.get(word) as number))));
    }
  const postings = new Map(
    [...holders].map(([word, { places, gains }]) => [
      word,
      { places: Uint16Array.from(places), gains: Float32Array.from(gains) },
    ]),
  );
  // What a word costs to each class that does not hold it.
  const lacking = sizes.map((size) => Math.log(lent / (size + lent)));
  return {
    scores: (text) => {
      const known = [...saidWords(text)].flatMap((word) => postings.get(word) ?? []);
      const scores = lacking.map((cost) => known.length * cost);
      for (const { places, gains } of known)
        for (let at = 0; at < places.length; at += 1) {
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
