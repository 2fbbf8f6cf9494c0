import { type Random, shuffle } from './random.ts';
import { addScaled, dot, embedInto, type Rows } from './rows.ts';

/** A wording and its passage as rows of the table. */
export interface EncodedPair {
  readonly wording: Int32Array;
  readonly passage: Int32Array;
  readonly source: string;
}

/** How the contrastive step runs. */
export interface ContrastiveOptions {
  readonly epochs: number;
  readonly batch: number;
  /** Temperature of the softmax. */
  readonly temperature: number;
  readonly rate: number;
  /** Share of the stems replaced by their prefix at each reading, which trains the back-off rows. */
  readonly backOffShare: number;
  /** Share of the words left out at each reading: no pair is learnt by heart. */
  readonly dropShare: number;
  /** Epochs' weight of a source; 1 unless told. */
  readonly repeats: ReadonlyMap<string, number>;
  readonly onEpoch?: (epoch: number, loss: number) => void;
}

/** Adam on the rows a batch touches only: a rare word keeps its moments until it is met again. */
class RowAdam {
  readonly #table: Rows;
  readonly #first: Float32Array;
  readonly #second: Float32Array;
  readonly #steps: Int32Array;
  readonly #touched = new Set<number>();
  readonly gradient: Float32Array;

  constructor(table: Rows) {
    this.#table = table;
    this.#first = new Float32Array(table.values.length);
    this.#second = new Float32Array(table.values.length);
    this.gradient = new Float32Array(table.values.length);
    this.#steps = new Int32Array(table.values.length / table.dimension);
  }

  /** Adds the gradient of a text to each of its rows. */
  add(text: Int32Array, gradient: Float32Array, at: number): void {
    const { dimension } = this.#table;
    for (const row of text) {
      this.#touched.add(row);
      addScaled(this.gradient, row * dimension, 1, gradient, at, dimension);
    }
  }

  /** Moves the touched rows and forgets their gradient. */
  step(rate: number): void {
    const { dimension, values } = this.#table;
    for (const row of this.#touched) {
      const steps = (this.#steps[row] as number) + 1;
      this.#steps[row] = steps;
      const scale = (rate * Math.sqrt(1 - 0.999 ** steps)) / (1 - 0.9 ** steps);
      for (let index = row * dimension; index < (row + 1) * dimension; index += 1) {
        const gradient = this.gradient[index] as number;
        const first = 0.9 * (this.#first[index] as number) + 0.1 * gradient;
        const second = 0.999 * (this.#second[index] as number) + 0.001 * gradient * gradient;
        this.#first[index] = first;
        this.#second[index] = second;
        values[index] = (values[index] as number) - (scale * first) / (Math.sqrt(second) + 1e-8);
        this.gradient[index] = 0;
      }
    }
    this.#touched.clear();
  }
}

/** Batches of one source each, so that the wrong answers of a batch are close ones; the batches are then mixed. */
function batches(
  pairs: readonly EncodedPair[],
  options: ContrastiveOptions,
  random: Random,
): EncodedPair[][] {
  const bySource = Map.groupBy(pairs, (pair) => pair.source);
  const found: EncodedPair[][] = [];
  for (const [source, own] of bySource) {
    for (let round = 0; round < (options.repeats.get(source) ?? 1); round += 1) {
      const order = shuffle([...own], random);
      for (let at = 0; at < order.length; at += options.batch)
        found.push(order.slice(at, at + options.batch));
    }
  }
  return shuffle(
    found.filter((batch) => batch.length > 1),
    random,
  );
}

const key = (text: Int32Array): string => text.join(' ');

/** Groups of equal texts: two pairs of one wording are not wrong answers to each other. */
const groups = (texts: readonly Int32Array[]): number[] => {
  const seen = new Map<string, number>();
  return texts.map((text) => {
    const name = key(text);
    const group = seen.get(name) ?? seen.size;
    seen.set(name, group);
    return group;
  });
};

/** Turns scores into (softmax by row + softmax by column) / 2 minus the right answers; tells the mean loss. */
function softmaxGradient(scores: Float32Array, size: number): number {
  const gradient = new Float32Array(size * size);
  let loss = 0;
  for (const [across, down] of [[size, 1] as const, [1, size] as const]) {
    for (let line = 0; line < size; line += 1) {
      let sum = 0;
      // Cosines over a temperature stay below 20: no overflow, no maximum to take away.
      for (let index = 0; index < size; index += 1)
        sum += Math.exp(scores[line * across + index * down] as number);
      const right = scores[line * (size + 1)] as number;
      loss += (Math.log(sum) - right) / (2 * size);
      for (let index = 0; index < size; index += 1) {
        const cell = line * across + index * down;
        gradient[cell] = (gradient[cell] as number) + Math.exp(scores[cell] as number) / sum / (2 * size);
      }
    }
  }
  for (let line = 0; line < size; line += 1) {
    gradient[line * (size + 1)] = (gradient[line * (size + 1)] as number) - 1 / size;
  }
  scores.set(gradient);
  return loss;
}

/** Takes the share along the vector itself out of a gradient: a text has length 1 whatever the sum's length. */
function throughNormalisation(
  gradient: Float32Array,
  unit: Float32Array,
  at: number,
  length: number,
  dimension: number,
): void {
  addScaled(gradient, at, -dot(gradient, at, unit, at, dimension), unit, at, dimension);
  for (let index = at; index < at + dimension; index += 1)
    gradient[index] = (gradient[index] as number) / length;
}

/** One batch: embeds both sides, scores all against all, and sends the gradient back to the rows. */
function trainBatch(
  table: Rows,
  adam: RowAdam,
  wordings: readonly Int32Array[],
  passages: readonly Int32Array[],
  temperature: number,
): number {
  const { dimension } = table;
  const size = wordings.length;
  const left = new Float32Array(size * dimension);
  const right = new Float32Array(size * dimension);
  const leftLengths = wordings.map((text, index) => embedInto(left, index * dimension, table, text));
  const rightLengths = passages.map((text, index) => embedInto(right, index * dimension, table, text));
  const wordingGroups = groups(wordings);
  const passageGroups = groups(passages);
  const scores = new Float32Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const same =
        row !== column &&
        (wordingGroups[row] === wordingGroups[column] || passageGroups[row] === passageGroups[column]);
      scores[row * size + column] = same
        ? Number.NEGATIVE_INFINITY
        : dot(left, row * dimension, right, column * dimension, dimension) / temperature;
    }
  }
  const loss = softmaxGradient(scores, size);
  const leftGradient = new Float32Array(left.length);
  const rightGradient = new Float32Array(right.length);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const factor = (scores[row * size + column] as number) / temperature;
      addScaled(leftGradient, row * dimension, factor, right, column * dimension, dimension);
      addScaled(rightGradient, column * dimension, factor, left, row * dimension, dimension);
    }
  }
  for (let row = 0; row < size; row += 1) {
    const at = row * dimension;
    throughNormalisation(leftGradient, left, at, leftLengths[row] as number, dimension);
    throughNormalisation(rightGradient, right, at, rightLengths[row] as number, dimension);
    adam.add(wordings[row] as Int32Array, leftGradient, at);
    adam.add(passages[row] as Int32Array, rightGradient, at);
  }
  return loss;
}

/**
 * The contrastive step: each wording must find its own passage among those of its batch, and each passage its
 * wording. Moves the rows of `table` in place. The rate falls to zero by the last batch.
 */
export function trainContrastive(
  table: Rows,
  backOff: Int32Array,
  pairs: readonly EncodedPair[],
  options: ContrastiveOptions,
  random: Random,
): void {
  const adam = new RowAdam(table);
  const read = (text: Int32Array): Int32Array => {
    const kept = text.filter(() => random.next() >= options.dropShare);
    // A wording of one or two words would lose its subject.
    return (kept.length < 2 ? text : kept).map((row) => {
      const prefix = backOff[row] as number;
      return prefix >= 0 && random.next() < options.backOffShare ? prefix : row;
    });
  };
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    const order = batches(pairs, options, random);
    let loss = 0;
    order.forEach((batch, index) => {
      const left = 1 - (epoch + index / order.length) / options.epochs;
      const wordings = batch.map((pair) => read(pair.wording));
      const passages = batch.map((pair) => read(pair.passage));
      loss += trainBatch(table, adam, wordings, passages, options.temperature) / order.length;
      adam.step(options.rate * left);
    });
    options.onEpoch?.(epoch, loss);
  }
}
