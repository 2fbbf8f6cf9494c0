/** A question and what it means, as a unit vector; none where nothing reads meanings. */
export interface Meant {
  readonly id: string;
  readonly text: string;
  readonly vector: Float32Array | undefined;
}

/** Questions that mean the same. */
export interface Cluster<T extends Meant = Meant> {
  /** Of the group that is kept; undefined for a new one. */
  readonly id: string | undefined;
  readonly members: readonly T[];
}

/**
 * Cosine with the middle of a group from which a question belongs to it. Measured on questions of the evaluation that
 * ask for the same fact: `node test/evaluation/grouping.ts` prints the table.
 */
export const SAME_MEANING = 0.64;

interface Growing<T extends Meant> {
  readonly id: string | undefined;
  readonly members: T[];
  /** The sum of the vectors of its members. */
  readonly sum: Float32Array;
  readonly words: Set<string>;
}

/**
 * Puts new questions in the groups that are kept, or in new ones: each goes to the nearest group, where it is near
 * enough. A question never leaves its group, so that what staff did with it stays true. Without vectors, only the same
 * words are the same question.
 * @param threshold cosine from which a question belongs to a group
 */
export function grouped<T extends Meant>(
  kept: readonly Cluster<T>[],
  fresh: readonly T[],
  threshold = SAME_MEANING,
): readonly Cluster<T>[] {
  const groups = kept.map(growing);
  for (const one of fresh) {
    const own = wordsOf(one.text);
    const same = groups.find(({ words }) => words.has(own)) ?? nearest(groups, one.vector, threshold);
    if (same) join(same, one);
    else groups.push(growing({ id: undefined, members: [one] }));
  }
  return groups.map(({ id, members }) => ({ id, members }));
}

/** The member that is nearest to all the others: what a group is called by. */
export function central<T extends Meant>(members: readonly T[]): T | undefined {
  const { sum } = growing({ id: undefined, members });
  let best = members[0];
  let most = Number.NEGATIVE_INFINITY;
  for (const one of members) {
    const near = one.vector && one.vector.length === sum.length ? dot(one.vector, sum) : -1;
    if (near > most) [best, most] = [one, near];
  }
  return best;
}

function growing<T extends Meant>({ id, members }: Cluster<T>): Growing<T> {
  const length = members.find(({ vector }) => vector)?.vector?.length ?? 0;
  const group: Growing<T> = { id, members: [], sum: new Float32Array(length), words: new Set() };
  for (const one of members) join(group, one);
  return group;
}

function join<T extends Meant>({ members, sum, words }: Growing<T>, one: T): void {
  members.push(one);
  words.add(wordsOf(one.text));
  if (one.vector?.length !== sum.length) return;
  for (let place = 0; place < sum.length; place += 1)
    sum[place] = (sum[place] as number) + (one.vector[place] as number);
}

function nearest<T extends Meant>(
  groups: readonly Growing<T>[],
  vector: Float32Array | undefined,
  threshold: number,
): Growing<T> | undefined {
  if (!vector) return undefined;
  let best: Growing<T> | undefined;
  let most = threshold;
  for (const group of groups) {
    if (group.sum.length !== vector.length) continue;
    const cosine = dot(vector, group.sum) / Math.sqrt(dot(group.sum, group.sum));
    if (cosine >= most) [best, most] = [group, cosine];
  }
  return best;
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let place = 0; place < one.length; place += 1)
    sum += (one[place] as number) * (other[place] as number);
  return sum;
}

/** A question by its words alone: neither accents, capitals nor signs. */
const wordsOf = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
