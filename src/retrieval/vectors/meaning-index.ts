import type { ReaderText } from '#src/retrieval/passages/index-content.ts';
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
  readonly matrix: Float32Array;
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
  const examples = Array.from({ length: passages }, (_, passage) => learnt.examples?.(passage) ?? []);
  const rows = texts.length + examples.reduce((sum, { length }) => sum + length, 0);
  const matrix = new Float32Array(rows * dimension);
  const saying: number[][] = Array.from({ length: passages }, () => []);
  const asking: number[][] = Array.from({ length: passages }, () => []);
  let size = 0;
  for (const [at, text] of texts.entries()) {
    if (!read(at, matrix.subarray(size * dimension, (size + 1) * dimension))) continue;
    (text.as === 'passage' ? saying : asking)[text.passage]?.push(size);
    size += 1;
  }
  const profiles = profilesOf({ matrix, saying, asking }, { passages, dimension }, learnt);
  let whole = size;
  // A page of which nothing was read yet is found by its words.
  for (const [passage, own] of examples.entries())
    for (const vector of saying[passage]?.length || asking[passage]?.length ? own : []) {
      matrix.set(vector, whole * dimension);
      asking[passage]?.push(whole);
      whole += 1;
    }
  const guesses = guessesOf({ matrix, saying, asking }, profiles, dimension);
  return {
    size,
    matrix,
    scores: (query) => {
      const best = (rows: readonly number[]) => {
        let most = Number.NEGATIVE_INFINITY;
        for (const row of rows) most = Math.max(most, dotAt(matrix, row * dimension, query));
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
 * What guesses the score of each passage by one product: what it says, the mean of what it answers and its profile, each
 * for its part; and how far above its product the score mostly is. −Infinity for a passage without a vector.
 */
function guessesOf(
  { matrix, saying, asking }: Vectors,
  profiles: { readonly matrix: Float32Array; readonly biases: Float64Array },
  dimension: number,
): { readonly matrix: Float32Array; readonly above: Float64Array } {
  const guesses = profiles.matrix.slice();
  const above = Float64Array.from(saying, (said, passage) => {
    const asked = asking[passage] ?? [];
    if (said.length + asked.length === 0) return Number.NEGATIVE_INFINITY;
    const guess = guesses.subarray(passage * dimension, (passage + 1) * dimension);
    const add = (rows: readonly number[], part: number) => {
      const mean = meanOf(matrix, rows, dimension);
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
    return parts.reduce((sum, [rows, part]) => sum + add(rows, part), profiles.biases[passage] as number);
  });
  return { matrix: guesses, above };
}

function meanOf(matrix: Float32Array, rows: readonly number[], dimension: number): Float32Array {
  const mean = new Float32Array(dimension);
  addRows(mean, matrix, rows);
  for (const [at, value] of mean.entries()) mean[at] = value / Math.max(1, rows.length);
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
  readonly matrix: Float32Array;
  /** The rows of what each passage says, and of what it answers. */
  readonly saying: readonly (readonly number[])[];
  readonly asking: readonly (readonly number[])[];
}

/** The profile of each passage: what was learnt, else the mean of the questions that it answers, else what it says. */
function profilesOf(
  { matrix, saying, asking }: Vectors,
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
    addRows(own, matrix, asked.length > 0 ? asked : (saying[passage] ?? []));
    setLength(own, mean);
  }
  return { matrix: profiles, biases };
}

/** Adds the vectors of some rows to a vector. */
function addRows(to: Float32Array, matrix: Float32Array, rows: readonly number[]): void {
  for (const row of rows)
    for (let at = 0; at < to.length; at += 1)
      to[at] = (to[at] as number) + (matrix[row * to.length + at] as number);
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
