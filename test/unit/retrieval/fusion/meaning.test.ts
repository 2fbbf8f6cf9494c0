import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MEANING, nearestOf, ordinaryOf, withMeaning } from '#src/retrieval/fusion/meaning.ts';

const NONE = Number.NEGATIVE_INFINITY;
const weighed = (score: number, meaning: number, factor = 1) => ({ score, meaning, factor });
const order = (scores: readonly number[]) =>
  [...scores.keys()].sort((a, b) => Number(scores[b]) - Number(scores[a]));

describe('words and meaning together', () => {
  test('a page nearer in meaning passes one that shares more words', () => {
    const scores = withMeaning([weighed(1.5, 0.7), weighed(1, 1.4)], 0.6);
    expect(order(scores)).toEqual([1, 0]);
  });

  test('words decide between pages of one meaning', () => {
    expect(order(withMeaning([weighed(1, 1.2), weighed(1.5, 1.2)], 0.6))).toEqual([1, 0]);
  });

  test('the best keeps the best score by words, and an ordinary page without words has none', () => {
    const scores = withMeaning([weighed(1.5, 1.2), weighed(1, 1.4), weighed(0, 0.6)], 0.6);
    expect(Math.max(...scores)).toBeCloseTo(1.5);
    expect(scores[2]).toBe(0);
  });

  test('a page for another case loses in meaning also', () => {
    expect(order(withMeaning([weighed(0, 1.4, 0.5), weighed(0, 1.2)], 0.6))).toEqual([1, 0]);
  });

  test('pages without a vector keep the order of words', () => {
    expect(order(withMeaning([weighed(0.5, NONE), weighed(1, NONE), weighed(0.7, NONE)], 0))).toEqual([
      1, 2, 0,
    ]);
  });

  test('no score is below zero, above the best by words, or no number', () => {
    const score = fc.double({ min: 0, max: 2, noNaN: true });
    const meaning = fc.oneof(fc.constant(NONE), fc.double({ min: -2, max: 2, noNaN: true }));
    const pages = fc.array(fc.tuple(score, meaning, fc.double({ min: 0.1, max: 1, noNaN: true })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(pages, fc.double({ min: -1, max: 2, noNaN: true }), (some, ordinary) => {
        const given = some.map((one) => weighed(...one));
        const most = Math.max(...given.map((one) => one.score)) || 1;
        for (const one of withMeaning(given, ordinary)) {
          expect(one).toBeGreaterThanOrEqual(0);
          expect(one).toBeLessThanOrEqual(most + 1e-9);
        }
      }),
    );
  });
});

test('an ordinary page is the middle one of those that have a score', () => {
  expect(ordinaryOf(Float64Array.of(5, NONE, 1, 3, NONE))).toBe(3);
  expect(ordinaryOf(Float64Array.of(NONE))).toBe(0);
});

test('the nearest are those that may serve, the best first, ties in order', () => {
  const scores = Float64Array.of(1, 3, NONE, 3, 2, 9);
  const allowed = [true, true, true, true, true, false];
  expect(nearestOf(scores, allowed, 3)).toEqual([1, 3, 4]);
  expect(nearestOf(scores, allowed, MEANING.nearest)).toEqual([1, 3, 4, 0]);
});
