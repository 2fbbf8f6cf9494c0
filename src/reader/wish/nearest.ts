import type { Labelled } from './classifier.ts';
import type { WishScore } from './meaning.ts';

/** The examples nearest to a vector: where classes meet, they know better than one line a class. */
export interface Nearest {
  /** What a classifier and the nearest examples say together, likeliest first; probabilities add up to 1. */
  agreed(scores: readonly WishScore[], vector: Float32Array): readonly WishScore[];
}

/** How many examples are asked, and how much nearer one is that counts e times as much, as a cosine. */
const ASKED = 20;
const SPREAD = 0.02;
/** The examples of a class that the classifier finds less likely are not even looked at: most classes, most often. */
const LEAST = 0.02;
/** What a class has of which none is near. */
const NONE_NEAR = 1e-3;
/** One value in so many makes a first look; so many examples are then looked at whole. */
const GLANCE = 4;
const LOOKED_AT = 200;
/** Values of unit vectors, a byte each: what 1 is, and the greatest byte. */
const ONE = 400;
const MOST = 127;

/** The examples of a class: the bytes of all of them in one piece, and those of a first look in another. */
interface Kept {
  readonly wish: string;
  readonly count: number;
  readonly bytes: Int8Array;
  readonly few: Int8Array;
}
/** An example: its class, and its place there. */
interface Near {
  readonly of: Kept;
  readonly at: number;
  readonly product: number;
}

/**
 * Keeps examples, to be asked which are near.
 *
 * A classifier and the nearest examples err in different places: where both agree, there is a wish. Chosen on 1,885 wishes
 * and 500 questions of three hands that neither they nor the encoder had read: the classifier alone hears 57.6 % of these
 * wishes, which were written to be hard, and keeps 98.8 % of the questions; together, 67 and 98.2 %.
 */
export function nearestAmong(examples: readonly Labelled[]): Nearest {
  const classes = Map.groupBy(examples, ({ wish }) => wish);
  const kept = new Map([...classes].map(([wish, own]) => [wish, keptOf(wish, own)]));
  return {
    agreed: (scores, vector) => {
      const said = bytesOf(vector);
      const likely = scores
        .filter(({ probability }) => probability >= LEAST)
        .flatMap(({ wish }) => kept.get(wish) ?? []);
      const near = glanced(likely, said.few).map(({ of, at }) => ({
        of,
        at,
        product: productAt(of.bytes, at * said.bytes.length, said.bytes),
      }));
      return together(scores, sharesOf(firstOf(near, ASKED)));
    },
  };
}

function keptOf(wish: string, examples: readonly Labelled[]): Kept {
  const all = examples.map(({ vector }) => bytesOf(vector));
  const inOnePiece = (which: 'bytes' | 'few') => {
    const length = all[0]?.[which].length ?? 0;
    const piece = new Int8Array(all.length * length);
    for (const [at, one] of all.entries()) piece.set(one[which], at * length);
    return piece;
  };
  return { wish, count: all.length, bytes: inOnePiece('bytes'), few: inOnePiece('few') };
}

/** The examples that look nearest at first sight: only those are made things of, of thousands. */
function glanced(likely: readonly Kept[], few: Int8Array): readonly Near[] {
  const all = likely.reduce((sum, { count }) => sum + count, 0);
  const products = new Int32Array(all);
  let end = 0;
  for (const { few: piece, count } of likely)
    for (let at = 0; at < count; at += 1) {
      products[end] = productAt(piece, at * few.length, few);
      end += 1;
    }
  const least = products.toSorted().at(-Math.min(LOOKED_AT, all)) ?? 0;
  const near: Near[] = [];
  let from = 0;
  for (const of of likely) {
    for (let at = 0; at < of.count; at += 1) {
      const product = products[from + at] as number;
      if (product >= least) near.push({ of, at, product });
    }
    from += of.count;
  }
  return firstOf(near, LOOKED_AT);
}

function bytesOf(vector: Float32Array): { readonly bytes: Int8Array; readonly few: Int8Array } {
  const bytes = new Int8Array(vector.length);
  for (let i = 0; i < vector.length; i += 1)
    bytes[i] = Math.max(-MOST, Math.min(MOST, Math.round((vector[i] as number) * ONE)));
  const few = new Int8Array(Math.ceil(vector.length / GLANCE));
  for (let i = 0; i < few.length; i += 1) few[i] = bytes[i * GLANCE] as number;
  return { bytes, few };
}

/** Whole numbers: a few times as fast as fractions. */
function productAt(piece: Int8Array, from: number, b: Int8Array): number {
  let sum = 0;
  for (let i = 0; i < b.length; i += 1) sum += Math.imul(piece[from + i] as number, b[i] as number);
  return sum;
}

/** The nearest so many, nearest first. */
const firstOf = (all: readonly Near[], count: number): readonly Near[] =>
  all.toSorted((a, b) => b.product - a.product).slice(0, count);

/** What each class has of the nearest: a nearer one counts more. */
function sharesOf(near: readonly Near[]): ReadonlyMap<string, number> {
  const most = near[0]?.product ?? 0;
  const shares = new Map<string, number>();
  let all = 0;
  for (const { of, product } of near) {
    const weight = Math.exp((product - most) / (ONE * ONE * SPREAD));
    shares.set(of.wish, (shares.get(of.wish) ?? 0) + weight);
    all += weight;
  }
  for (const [wish, share] of shares) shares.set(wish, share / all);
  return shares;
}

/** The product of both, each for half. */
function together(scores: readonly WishScore[], shares: ReadonlyMap<string, number>): readonly WishScore[] {
  if (shares.size === 0) return scores;
  const raw = scores.map(({ wish, probability }) =>
    Math.sqrt(probability * ((shares.get(wish) ?? 0) + NONE_NEAR)),
  );
  const sum = raw.reduce((a, b) => a + b, 0);
  return scores
    .map(({ wish, probability }, index) => ({
      wish,
      probability: (raw[index] as number) / sum,
      classified: probability,
    }))
    .sort((a, b) => b.probability - a.probability);
}
