import { describe, expect, it } from 'vitest';
import { ExactVectorIndex } from '#src/retrieval/vectors/vector-index.ts';

const DIMENSION = 7;
/** Unit vectors that are the same each time. */
const vectors = Array.from({ length: 500 }, (_, index) => {
  const values = Array.from({ length: DIMENSION }, (_, at) => Math.sin(index * 12.9898 + at * 78.233));
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
});
const cosineOf = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

describe('the vector index', () => {
  const index = new ExactVectorIndex(vectors);

  it.each([1, 3, 80, 499])('gives the %i nearest of all, nearest first', (count) => {
    const query = vectors[42] as Float32Array;
    const nearest = vectors
      .map((vector, place) => ({ place, cosine: cosineOf(query, vector) }))
      .sort((a, b) => b.cosine - a.cosine)
      .slice(0, count);
    const hits = index.search(query, count);
    expect(hits.map((hit) => hit.index)).toEqual(nearest.map(({ place }) => place));
    expect(hits.map((hit) => hit.cosine)).toEqual(nearest.map(({ cosine }) => expect.closeTo(cosine, 5)));
  });

  it('gives each vector back', () => {
    expect(index.size).toBe(500);
    expect(index.at(17)).toEqual(vectors[17]);
  });

  const axes = [Float32Array.from([1, 0]), Float32Array.from([0, 1]), Float32Array.from([1, 0])];

  it('gives what there is when more is asked, the first of those that are as near first', () => {
    const hits = new ExactVectorIndex(axes).search(Float32Array.from([1, 0]), 50);
    expect(hits.map((hit) => hit.index)).toEqual([0, 2, 1]);
  });

  it('stands empty', () => {
    const empty = new ExactVectorIndex([], 2);
    expect(empty.size).toBe(0);
    expect(empty.search(Float32Array.from([1, 0]), 10)).toEqual([]);
  });
});
