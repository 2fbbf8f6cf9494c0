import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestOf, type FusionInput, fusedScores } from '#src/retrieval/fusion/fusion.ts';

const fuse = (input: FusionInput) => bestOf(fusedScores(input));

const input = (keyword: number[], cosine?: number[], change: Partial<Parameters<typeof fuse>[0]> = {}) => ({
  keyword: Float64Array.from(keyword),
  cosine: cosine && Float64Array.from(cosine),
  allowed: keyword.map(() => true),
  weightOf: () => 1,
  ...change,
});
const order = (...args: Parameters<typeof input>) => fuse(input(...args)).map(({ index }) => index);

describe('joining keywords and vectors', () => {
  it('ranks by keywords alone when vectors do not serve', () => {
    expect(fuse(input([2, 4, 0]))).toEqual([
      { index: 1, score: 1 },
      { index: 0, score: 0.5 },
    ]);
  });

  it('adds the vector half, scaled by its best, at less than the weight of the keywords', () => {
    const [first, second] = fuse(input([10, 0], [0, 0.8]));
    expect(first).toEqual({ index: 0, score: 1 });
    expect(second?.index).toBe(1);
    expect(second?.score).toBeGreaterThanOrEqual(0.3);
    expect(second?.score).toBeLessThan(1);
    expect(order([10, 9], [0.4, 0.8])).toEqual([1, 0]);
  });

  it('finds by meaning what no keyword finds', () => {
    expect(order([0, 0, 3], [0, 0.9, 0])).toEqual([2, 1]);
    expect(order([0, 0], [0.2, 0.1])).toEqual([0, 1]);
  });

  it('scales by what may be served: a forbidden page neither shows nor weighs', () => {
    expect(fuse(input([100, 4, 2], undefined, { allowed: [false, true, true] }))).toEqual([
      { index: 1, score: 1 },
      { index: 2, score: 0.5 },
    ]);
  });

  it('puts a page of the team before a document of nearly the same relevance', () => {
    expect(order([9, 10], undefined, { weightOf: (index) => (index === 1 ? 0.8 : 1) })).toEqual([0, 1]);
  });

  it('takes a contrary meaning for no meaning, and shows nothing that nothing speaks for', () => {
    expect(fuse(input([0, 1], [-0.5, -0.9]))).toEqual([{ index: 1, score: 1 }]);
    expect(fuse(input([0, 0], [0, 0]))).toEqual([]);
    expect(fuse(input([]))).toEqual([]);
  });

  it('keeps the order of the pages on a tie', () => {
    expect(order([1, 3, 3, 1])).toEqual([1, 2, 0, 3]);
  });

  it('does not depend on the scale of either half', () => {
    const scores = fc.array(fc.nat(50), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(scores, (keyword) => {
        const cosine = keyword.map((value, index) => ((value * 7 + index * 3) % 11) / 11);
        expect(
          order(
            keyword.map((value) => value * 8),
            cosine,
          ),
        ).toEqual(order(keyword, cosine));
      }),
    );
  });
});
