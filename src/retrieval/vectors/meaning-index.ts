import type { ReaderText } from '#src/retrieval/passages/index-content.ts';
import { ByteRows, comparedVector } from './byte-rows.ts';
import type { SectionProfile } from './section-profiles.ts';
import { normalise } from './unit-vector.ts';

/** How near a question is, in meaning, to each passage. */
export interface MeaningIndex {
  /** Texts that have a vector: a passage without one is found by its words. */
  readonly size: number;
  /**
   * A score for each passage: a part of the cosine of what it says, that of the nearest question that it answers (its own,
   * or an example that was kept), and the product of its profile, added; where one of the two cosines lacks, the other
   * counts for both. Of a passage that is far, the nearest question is guessed from the mean of them. −Infinity for a
   * passage without a vector.
   */
  scores(query: Float32Array): Float64Array;
}

/** A meaning index, and the vectors that it scans: one after the other, in the order of their texts. */
export interface MadeMeaningIndex extends MeaningIndex {
  readonly rows: ByteRows;
}

/** Passages whose every vector is compared: the sixteen nearest were among the 61 best guesses of 222 questions. */
const CLOSE = 160;

/**
 * Looks twice: each passage is guessed from what it says, its profile and the mean of what it answers; then every vector
 * of the nearest is compared. Measured on 36,900 vectors of 384 for 1,330 passages, on one core: 40 ms all of them, 7 ms
 * so, with the same nearest passages (a far one keeps its guess, right to 0.01: only the middle of all scores stands on
 * those). Nothing to build, where a graph would take seconds at each change, and miss neighbours.
 * @param read writes the vector of the text at a place where it is wanted; false when it was not made yet
 */
export function makeMeaningIndex(
  texts: readonly Pick<ReaderText, 'passage' | 'as'>[],
  read: (at: number, into: Float32Array) => boolean,
  { passages, dimension }: { readonly passages: number; readonly dimension: number },
  learnt: LearntProfiles = NOT_LEARNT,
): MadeMeaningIndex {
  const vectors = vectorsOf(texts, read, { passages, dimension }, learnt.examples);
  const { rows, saying, asking, size } = vectors;
  const profiles = profilesOf(vectors, { passages, dimension }, learnt);
  const guesses = guessesOf(vectors, profiles, dimension);
  return {
    size,
    rows,
    scores: (query) => {
      const compared = comparedVector(query);
      const best = (some: readonly number[]) => {
        let most = Number.NEGATIVE_INFINITY;
        for (const row of some) most = Math.max(most, rows.dot(row, compared));
        return most;
      };
      const scores = Float64Array.from(
        guesses.above,
        (above, passage) => above + dotAt(guesses.matrix, passage * dimension, query),
      );
      const least = scores.toSorted().at(-CLOSE) ?? Number.NEGATIVE_INFINITY;
      for (let passage = 0; passage < passages; passage += 1) {
        const guess = scores[passage] as number;
        if (guess < least || guess === Number.NEGATIVE_INFINITY) continue;
        const said = best(saying[passage] as readonly number[]);
        const asked = best(asking[passage] as readonly number[]);
        const apart =
          dotAt(profiles.matrix, passage * dimension, query) + (profiles.biases[passage] as number);
        scores[passage] = together(said, asked) + apart;
      }
      return scores;
    },
  };
}

/**
 * Reads the vectors of texts, then those of examples, of the passages of which something was read: the others are found by
 * their words. Apart from what serves: what is read from is not held for as long as it does.
 */
function vectorsOf(
  texts: readonly Pick<ReaderText, 'passage' | 'as'>[],
  read: (at: number, into: Float32Array) => boolean,
  { passages, dimension }: { readonly passages: number; readonly dimension: number },
  examplesOf: LearntProfiles['examples'] = () => [],
): Vectors & { readonly size: number } {
  const examples = Array.from({ length: passages }, (_, passage) => examplesOf(passage));
  const count = texts.length + examples.reduce((sum, { length }) => sum + length, 0);
  const rows = new ByteRows(count, dimension);
  const saying: number[][] = Array.from({ length: passages }, () => []);
  const asking: number[][] = Array.from({ length: passages }, () => []);
  const vector = new Float32Array(dimension);
  let size = 0;
  for (const [at, text] of texts.entries()) {
    if (!read(at, vector)) continue;
    rows.set(size, vector);
    (text.as === 'passage' ? saying : asking)[text.passage]?.push(size);
    size += 1;
  }
  let whole = size;
  for (const [passage, own] of examples.entries())
    for (const example of saying[passage]?.length || asking[passage]?.length ? own : []) {
      rows.set(whole, example);
      asking[passage]?.push(whole);
      whole += 1;
    }
  return { rows, saying, asking, size };
}

/**
 * What guesses the score of each passage by one product: what it says, the mean of what it answers and its profile, each
 * for its part; and how far above its product the score mostly is. −Infinity for a passage without a vector.
 */
function guessesOf(
  { rows, saying, asking }: Vectors,
  profiles: { readonly matrix: Float32Array; readonly biases: Float64Array },
  dimension: number,
): { readonly matrix: Float32Array; readonly above: Float64Array } {
  const guesses = profiles.matrix.slice();
  const above = Float64Array.from(saying, (said, passage) => {
    const asked = asking[passage] ?? [];
    if (said.length + asked.length === 0) return Number.NEGATIVE_INFINITY;
    const guess = guesses.subarray(passage * dimension, (passage + 1) * dimension);
    const add = (some: readonly number[], part: number) => {
      const mean = meanOf(rows, some, dimension);
      for (const [at, value] of mean.entries()) guess[at] = (guess[at] as number) + part * value;
      return part * ABOVE_MEAN * Math.sqrt(Math.max(0, 1 - dotAt(mean, 0, mean)));
    };
    // Where one of the two lacks, the other counts for both.
    const parts: readonly (readonly [readonly number[], number])[] =
      said.length === 0
        ? [[asked, SAID + 1]]
        : asked.length === 0
          ? [[said, SAID + 1]]
          : [
              [said, SAID],
              [asked, 1],
            ];
    return parts.reduce((sum, [some, part]) => sum + add(some, part), profiles.biases[passage] as number);
  });
  return { matrix: guesses, above };
}

function meanOf(rows: ByteRows, some: readonly number[], dimension: number): Float32Array {
  const mean = new Float32Array(dimension);
  addRows(mean, rows, some);
  for (const [at, value] of mean.entries()) mean[at] = value / Math.max(1, some.length);
  return mean;
}

/** How far the nearest vector is above the mean, by how far the vectors spread: measured on 222 questions. */
const ABOVE_MEAN = 0.2;

/** What was learnt of each passage, by its place, and the bias of one that nothing was learnt of. */
export interface LearntProfiles {
  readonly of: (passage: number) => SectionProfile | undefined;
  readonly bias: number;
  /** What the mean that stands in for a profile is multiplied by; 1 where it is not said. */
  readonly mean?: number | undefined;
  /** Vectors of messages that it answers, beside its own questions. */
  readonly examples?: ((passage: number) => readonly Float32Array[]) | undefined;
}

const NOT_LEARNT: LearntProfiles = { of: () => undefined, bias: 0 };

interface Vectors {
  readonly rows: ByteRows;
  /** The rows of what each passage says, and of what it answers. */
  readonly saying: readonly (readonly number[])[];
  readonly asking: readonly (readonly number[])[];
}

/** The profile of each passage: what was learnt, else the mean of the questions that it answers, else what it says. */
function profilesOf(
  { rows, saying, asking }: Vectors,
  { passages, dimension }: { readonly passages: number; readonly dimension: number },
  { of, bias, mean = 1 }: LearntProfiles,
): { readonly matrix: Float32Array; readonly biases: Float64Array } {
  const profiles = new Float32Array(passages * dimension);
  const biases = new Float64Array(passages).fill(bias);
  const learnt = Array.from({ length: passages }, (_, passage) => of(passage));
  for (const [passage, profile] of learnt.entries()) {
    const own = profiles.subarray(passage * dimension, (passage + 1) * dimension);
    if (profile) {
      own.set(profile.vector);
      biases[passage] = profile.bias;
      continue;
    }
    const asked = asking[passage] ?? [];
    addRows(own, rows, asked.length > 0 ? asked : (saying[passage] ?? []));
    setLength(own, mean);
  }
  return { matrix: profiles, biases };
}

/** Adds the vectors of some rows to a vector. */
function addRows(to: Float32Array, rows: ByteRows, some: readonly number[]): void {
  const vector = new Float32Array(to.length);
  for (const row of some) {
    rows.read(row, vector);
    for (const [at, value] of vector.entries()) to[at] = (to[at] as number) + value;
  }
}

/** Makes a vector as long as it must be; one of zeros stays. */
function setLength(vector: Float32Array, length: number): void {
  normalise(vector);
  for (const [at, value] of vector.entries()) vector[at] = length * value;
}

/** What a page says counts for half of its nearest question: chosen on messages of hands held apart. */
const SAID = 0.5;

function together(said: number, asked: number): number {
  if (asked === Number.NEGATIVE_INFINITY) return (SAID + 1) * said;
  return said === Number.NEGATIVE_INFINITY ? (SAID + 1) * asked : SAID * said + asked;
}

/** Four sums side by side, which the processor adds at once: nearly all of a scan is spent here. */
function dotAt(matrix: Float32Array, from: number, query: Float32Array): number {
  let one = 0;
  let two = 0;
  let three = 0;
  let four = 0;
  const whole = query.length - (query.length % 4);
  let at = from;
  for (let index = 0; index < whole; index += 4, at += 4) {
    one += (matrix[at] as number) * (query[index] as number);
    two += (matrix[at + 1] as number) * (query[index + 1] as number);
    three += (matrix[at + 2] as number) * (query[index + 2] as number);
    four += (matrix[at + 3] as number) * (query[index + 3] as number);
  }
  for (let index = whole; index < query.length; index += 1, at += 1)
    one += (matrix[at] as number) * (query[index] as number);
  return one + two + three + four;
}
