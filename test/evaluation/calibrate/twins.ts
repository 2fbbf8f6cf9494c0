import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { makeKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import { readerKey } from '#src/retrieval/vectors/shipped-vectors.ts';
import { normalise } from '#src/retrieval/vectors/unit-vector.ts';

/** Cosine of the questions of two sections from which either answers whatever the articles. */
const SAME = 0.86;
/** The same when they rest on the same decisive article, or on half of the same articles. */
const SAME_WITH_ARTICLES = 0.65;
const HALF = 0.5;

/** Which sections answer the same questions, so that a question is absent only when all of them are out. */
export interface Twins {
  /** For each section, itself and its near twins. */
  readonly of: readonly ReadonlySet<number>[];
  /** For each section, the number of its group: twins, their twins, and so on. */
  readonly group: readonly number[];
}

/**
 * Pairs the sections of a base by the likeness of their headings and wordings and by the articles they share.
 * @throws Error when the reader has not read the base
 */
export async function findTwins({ passages, meaning }: KnowledgeBase): Promise<Twins> {
  if (!meaning?.held) throw new Error('calibration needs the reader');
  const { held, reader } = meaning;
  const means = passages.map(({ heading, wordings }) =>
    meanOf(
      [heading, ...wordings].flatMap((text) => {
        const vector = new Float32Array(reader.dimension);
        return held.read(readerKey(reader.id, { text, as: 'question' }), vector) ? [vector] : [];
      }),
    ),
  );
  const of = passages.map((_, index) => new Set([index]));
  passages.forEach((passage, left) => {
    for (let right = left + 1; right < passages.length; right += 1) {
      const likeness = dot(means[left] as Float32Array, means[right] as Float32Array);
      if (likeness < SAME && !(likeness >= SAME_WITH_ARTICLES && shareArticles(passage, passages[right])))
        continue;
      of[left]?.add(right);
      of[right]?.add(left);
    }
  });
  return { of, group: groupsOf(of) };
}

function shareArticles(left: Passage, right: Passage | undefined): boolean {
  const [first] = left.articles;
  if (!right || !first) return false;
  const mine = new Set(left.articles);
  const theirs = new Set(right.articles);
  return first === right.articles[0] || mine.intersection(theirs).size >= HALF * mine.union(theirs).size;
}

function groupsOf(of: readonly ReadonlySet<number>[]): number[] {
  const group = of.map(() => -1);
  of.forEach((_, start) => {
    if (group[start] !== -1) return;
    const waiting = [start];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (group[next] !== -1) continue;
      group[next] = start;
      waiting.push(...(of[next] ?? []));
    }
  });
  return group;
}

/** The base as it would be without some sections: their words, vectors and frequencies are gone too. */
export function baseWithout(base: KnowledgeBase, removed: ReadonlySet<number>): KnowledgeBase {
  const places = new Map<number, number>();
  const passages = base.passages.filter((_, index) => {
    if (removed.has(index)) return false;
    places.set(index, places.size);
    return true;
  });
  const { figures, glossary, generation, createdAt } = base;
  const content = { passages, figures: [...figures.values()], glossary };
  return makeKnowledgeBase(content, {
    generation,
    createdAt,
    meaning: base.meaning && meaningOf(base.meaning, places),
  });
}

/** The reader's scores of the sections that are left, in their new places. */
function meaningOf(
  { index, reader, readWishes, readReasons, readActs }: NonNullable<KnowledgeBase['meaning']>,
  places: ReadonlyMap<number, number>,
): NonNullable<KnowledgeBase['meaning']> {
  const kept = [...places.keys()];
  const scores = (query: Float32Array) => {
    const all = index.scores(query);
    return Float64Array.from(kept, (place) => all[place] as number);
  };
  return { index: { size: index.size, scores }, reader, readWishes, readReasons, readActs };
}

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors)
    for (let index = 0; index < sum.length; index += 1) sum[index] = (sum[index] ?? 0) + (vector[index] ?? 0);
  return normalise(sum);
}

const dot = (left: Float32Array, right: Float32Array): number =>
  left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
