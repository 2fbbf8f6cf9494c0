import { numberFeatures } from '#src/reader/numbers/number-features.ts';
import { likelihoodsOf, type NumberWeights } from '#src/reader/numbers/number-roles.ts';
import type { ReadExample } from './number-examples.ts';

/** How long it learns, how fast, and how much a weight is held back. */
const [ROUNDS, STEP, HELD] = [30, 0.15, 2e-5];
/** What is told of fewer numbers than this tells nothing. */
const LEAST = 2;
/** An example of no sum counts for so much of one that is: there are many more of them. */
const OF_NONE = 0.5;

/** What is told of a number, its role, and how much it counts. */
export interface Told {
  readonly features: readonly string[];
  readonly role: string;
  readonly weight: number;
}

/** The weights of what is told of the numbers of messages. */
export function fitNumbers(examples: readonly ReadExample[]): NumberWeights {
  const all = examples.flatMap(({ text, numbers, roles }) =>
    numberFeatures(text, numbers).map((features, index) => ({
      features,
      role: roles[index] as string,
      weight: roles.some((role) => role !== 'none') ? 1 : OF_NONE,
    })),
  );
  return fitRoles(all);
}

/** Multinomial logistic regression of the role of a number on what is told of it, by stochastic gradient (AdaGrad). */
export function fitRoles(all: readonly Told[], rounds = ROUNDS): NumberWeights {
  const roles = [...new Set(all.map(({ role }) => role))].sort();
  const counts = new Map<string, number>();
  for (const { features } of all)
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= LEAST).map(([feature]) => feature);
  const rows = new Map(kept.sort().map((feature, row) => [feature, row]));
  const values = new Float64Array(rows.size * roles.length);
  const moved = new Float64Array(values.length).fill(1e-8);
  const fitted = { roles, rows, values, scale: 1 };
  const order = all.map((_, index) => index);
  let seed = 1;
  for (let round = 0; round < rounds; round += 1) {
    // A fixed shuffle: the same examples give the same weights.
    for (let at = order.length - 1; at > 0; at -= 1) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      const other = seed % (at + 1);
      [order[at], order[other]] = [order[other] as number, order[at] as number];
    }
    for (const index of order) learn(all[index] as Told, fitted, moved);
  }
  return fitted;
}

function learn(
  { features, role, weight }: Told,
  fitted: NumberWeights & { values: Float64Array },
  moved: Float64Array,
): void {
  const { roles, rows, values } = fitted;
  const likelihoods = likelihoodsOf(features, fitted);
  for (const feature of features) {
    const row = rows.get(feature);
    if (row === undefined) continue;
    for (let at = 0; at < roles.length; at += 1) {
      const place = row * roles.length + at;
      const error = (likelihoods[at] as number) - (roles[at] === role ? 1 : 0);
      const slope = weight * error + HELD * (values[place] as number) * features.length;
      if (Math.abs(slope) < 1e-4) continue;
      moved[place] = (moved[place] as number) + slope * slope;
      values[place] = (values[place] as number) - (STEP * slope) / Math.sqrt(moved[place] as number);
    }
  }
}
