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
   * counts for both. −Infinity for a passage without a vector.
   */
  scores(query: Float32Array): Float64Array;
}

/** A meaning index, and the vectors that it scans: one after the other, in the order of their texts. */
export interface MadeMeaningIndex extends MeaningIndex {
  readonly matrix: Float32Array;
}

/**
 * Scans every vector. Exact, nothing to build: 3 ms for 11,000 vectors of 384 in one stretch of memory (4 ms as bytes), more
 * as they grow, which a graph would bring to less than 1 ms for two seconds of building at each change, and neighbours
 * missed. A question is read in 10 ms.
 * @param read writes the vector of the text at a place where it is wanted; false when it was not made yet
 */
export function makeMeaningIndex(
  texts: readonly Pick<ReaderText, 'passage' | 'as'>[],
  read: (at: number, into: Float32Array) => boolean,
  { passages, dimension }: { readonly passages: number; readonly dimension: number },
  learnt: LearntProfiles = NOT_LEARNT,
): MadeMeaningIndex {
  const examples = Array.from({ length: passages }, (_, passage) => learnt.examples?.(passage) ?? []);
  const isRead = new Uint8Array(passages);
  const rows = texts.length + examples.reduce((sum, { length }) => sum + length, 0);
  const matrix = new Float32Array(rows * dimension);
  const owners = new Int32Array(rows);
  const saysSo = new Uint8Array(rows);
  let size = 0;
  for (const [at, text] of texts.entries()) {
    if (!read(at, matrix.subarray(size * dimension, (size + 1) * dimension))) continue;
    owners[size] = text.passage;
    saysSo[size] = text.as === 'passage' ? 1 : 0;
    isRead[text.passage] = 1;
    size += 1;
  }
  const profiles = profilesOf({ matrix, owners, saysSo, size }, { passages, dimension }, learnt);
  let whole = size;
  // A page of which nothing was read yet is found by its words.
  for (const [passage, own] of examples.entries())
    for (const vector of isRead[passage] === 1 ? own : []) {
      matrix.set(vector, whole * dimension);
      owners[whole] = passage;
      whole += 1;
    }
  return {
    size,
    matrix,
    scores: (query) => {
      const said = new Float64Array(passages).fill(Number.NEGATIVE_INFINITY);
      const asked = new Float64Array(passages).fill(Number.NEGATIVE_INFINITY);
      for (let row = 0; row < whole; row += 1) {
        const best = saysSo[row] === 1 ? said : asked;
        const owner = owners[row] as number;
        const cosine = dotAt(matrix, row * dimension, query);
        if (cosine > (best[owner] as number)) best[owner] = cosine;
      }
      return said.map((one, passage) => {
        const found = together(one, asked[passage] as number);
        if (found === Number.NEGATIVE_INFINITY) return found;
        return (
          found + dotAt(profiles.matrix, passage * dimension, query) + (profiles.biases[passage] as number)
        );
      });
    },
  };
}

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
  readonly owners: Int32Array;
  readonly saysSo: Uint8Array;
  readonly size: number;
}

/** The profile of each passage: what was learnt, else the mean of the questions that it answers, else what it says. */
function profilesOf(
  { matrix, owners, saysSo, size }: Vectors,
  { passages, dimension }: { readonly passages: number; readonly dimension: number },
  { of, bias, mean = 1 }: LearntProfiles,
): { readonly matrix: Float32Array; readonly biases: Float64Array } {
  const profiles = new Float32Array(passages * dimension);
  const biases = new Float64Array(passages).fill(bias);
  const learnt = Array.from({ length: passages }, (_, passage) => of(passage));
  const asks = new Uint8Array(passages);
  for (let row = 0; row < size; row += 1) if (saysSo[row] === 0) asks[owners[row] as number] = 1;
  for (let row = 0; row < size; row += 1) {
    const owner = owners[row] as number;
    if (learnt[owner] || saysSo[row] === asks[owner]) continue;
    for (let at = 0; at < dimension; at += 1)
      profiles[owner * dimension + at] =
        (profiles[owner * dimension + at] as number) + (matrix[row * dimension + at] as number);
  }
  for (const [passage, profile] of learnt.entries()) {
    const own = profiles.subarray(passage * dimension, (passage + 1) * dimension);
    if (profile) {
      own.set(profile.vector);
      biases[passage] = profile.bias;
    } else setLength(own, mean);
  }
  return { matrix: profiles, biases };
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
