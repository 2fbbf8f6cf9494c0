import { dotAt } from '#src/retrieval/documents/document-index.ts';
import type { SectionProfile } from '#src/retrieval/vectors/section-profiles.ts';

/** A message as a vector of unit length, and the section that answers it, by its place. */
export interface Answered {
  readonly vector: Float32Array;
  readonly section: number;
}

/** Chosen with the order of pages on messages of hands held apart: more of any of them gains nothing. */
const EPOCHS = 25;
const BATCH = 2_048;
const RATE = 2e-3;
/** What a product is multiplied by to be the odds of a section. */
const SHARP = 20;
/** The part of each message's probability that is given to all sections alike (label smoothing). */
const SMOOTH = 0.1;
/** What it costs to go away from the mean, by its square. */
const RIDGE = 1e-4;
/** Adam (Kingma & Ba 2015). */
const [DECAY, DECAY_SQUARE] = [0.9, 0.999];

/**
 * What sets each section apart from all the others: multinomial logistic regression over vectors that stay as they are,
 * started from the mean of each. Deterministic; the better part of an hour for 51,000 messages of 1,300 sections.
 * @param means of what each section answers, of unit length
 */
export function fitSections(
  messages: readonly Answered[],
  means: readonly Float32Array[],
  epochs = EPOCHS,
): readonly SectionProfile[] {
  const dimension = means[0]?.length ?? 0;
  const count = means.length;
  const width = dimension + 1;
  const starts = new Float32Array(count * width);
  for (const [section, mean] of means.entries()) starts.set(mean, section * width);
  const values = starts.slice();
  const slopes = new Float32Array(values.length);
  const [first, second] = [new Float32Array(values.length), new Float32Array(values.length)];
  const odds = new Float32Array(count);
  const order = Array.from(messages, (_, at) => at);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, epoch);
    for (let from = 0; from < order.length; from += BATCH) {
      const some = order.slice(from, from + BATCH);
      slopes.fill(0);
      for (const at of some) addSlopes(slopes, values, messages[at] as Answered, odds);
      addSmooth(
        slopes,
        some.map((at) => (messages[at] as Answered).vector),
        count,
      );
      step += 1;
      const [corrected, correctedSquare] = [1 - DECAY ** step, 1 - DECAY_SQUARE ** step];
      for (let i = 0; i < values.length; i += 1) {
        const isBias = i % width === dimension;
        const away = isBias ? 0 : 2 * RIDGE * ((values[i] as number) - (starts[i] as number));
        const slope = (slopes[i] as number) / some.length + away;
        first[i] = DECAY * (first[i] as number) + (1 - DECAY) * slope;
        second[i] = DECAY_SQUARE * (second[i] as number) + (1 - DECAY_SQUARE) * slope * slope;
        const size = Math.sqrt((second[i] as number) / correctedSquare) + 1e-8;
        values[i] = (values[i] as number) - (RATE * (first[i] as number)) / corrected / size;
      }
    }
  }
  return means.map((_, section) => ({
    vector: values.slice(section * width, section * width + dimension),
    bias: values[section * width + dimension] as number,
  }));
}

/** Less likely than this, a section is as good as out of the question: what it would change is left out. */
const LEAST = 1e-5;

/** Adds what smoothing changes, which is the same for all sections. */
function addSmooth(slopes: Float32Array, vectors: readonly Float32Array[], count: number): void {
  const width = slopes.length / count;
  const part = (-SHARP * SMOOTH) / count;
  const sum = new Float32Array(width);
  for (const vector of vectors) {
    for (const [i, value] of vector.entries()) sum[i] = (sum[i] as number) + part * value;
    sum[width - 1] = (sum[width - 1] as number) + part;
  }
  for (let at = 0; at < slopes.length; at += 1)
    slopes[at] = (slopes[at] as number) + (sum[at % width] as number);
}

/** Adds what a message would change of the sections that it may be of. @param odds room for the probability of each */
function addSlopes(
  slopes: Float32Array,
  values: Float32Array,
  { vector, section }: Answered,
  odds: Float32Array,
): void {
  const width = vector.length + 1;
  let most = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < odds.length; at += 1) {
    const one = SHARP * (dotAt(values, at * width, vector) + (values[at * width + vector.length] as number));
    odds[at] = one;
    if (one > most) most = one;
  }
  let total = 0;
  for (let at = 0; at < odds.length; at += 1) {
    odds[at] = Math.exp((odds[at] as number) - most);
    total += odds[at] as number;
  }
  for (let at = 0; at < odds.length; at += 1) {
    const likely = (odds[at] as number) / total;
    if (likely < LEAST && at !== section) continue;
    const slope = SHARP * (likely - (at === section ? 1 - SMOOTH : 0));
    const from = at * width;
    for (let i = 0; i < vector.length; i += 1)
      slopes[from + i] = (slopes[from + i] as number) + slope * (vector[i] as number);
    slopes[from + vector.length] = (slopes[from + vector.length] as number) + slope;
  }
}

/** The same order for the same epoch (mulberry32), by Fisher and Yates. */
function shuffle(order: number[], epoch: number): void {
  let state = epoch + 1;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as number, order[at] as number];
  }
}
