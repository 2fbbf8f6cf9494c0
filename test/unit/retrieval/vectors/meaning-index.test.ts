import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf } from '#src/retrieval/vectors/byte-vector.ts';
import { makeMeaningIndex } from '#src/retrieval/vectors/meaning-index.ts';
import { normalise } from '#src/retrieval/vectors/unit-vector.ts';

const said = (passage: number) => ({ passage, as: 'passage' as const });
const asked = (passage: number) => ({ passage, as: 'question' as const });
const vector = (...values: number[]) => Float32Array.from(values);
const QUERY = vector(1, 0);
/** Nothing sets any page apart: what profiles add is tested beside them. */
const alike = (dimension: number) => ({
  of: () => ({ vector: new Float32Array(dimension), bias: 0 }),
  bias: 0,
});
/** Rows are kept a byte a value: scores are right to a thousandth. */
const about = (...scores: readonly number[]) => scores.map((score) => expect.closeTo(score, 3));
/** What gives these vectors, and no other. */
const from =
  (...vectors: readonly (Float32Array | undefined)[]) =>
  (at: number, into: Float32Array) => {
    const found = vectors[at];
    if (found) into.set(found);
    return found !== undefined;
  };

test('a passage has half the cosine of what it says, and that of its nearest question', () => {
  const index = makeMeaningIndex(
    [said(0), asked(0), asked(0), said(1), asked(1)],
    from(vector(0.5, 0), vector(0.1, 0), vector(0.25, 0), vector(-0.5, 0), vector(1, 0)),
    { passages: 2, dimension: 2 },
    alike(2),
  );
  expect([...index.scores(QUERY)]).toEqual(about(0.5, 0.75));
});

test('a page that asks nothing counts what it says for both; one without a vector has no score', () => {
  const index = makeMeaningIndex(
    [said(0), said(1), asked(1), said(2)],
    from(vector(0.5, 0), undefined, vector(0.25, 0), undefined),
    { passages: 3, dimension: 2 },
    alike(2),
  );
  expect(index.size).toBe(2);
  expect([...index.scores(QUERY)]).toEqual(about(0.75, 0.375, Number.NEGATIVE_INFINITY));
});

test('a message that a page is known to answer counts as one of its questions, and is no text of the page', () => {
  const index = makeMeaningIndex(
    [said(0), asked(0), said(1), asked(1)],
    from(vector(0, 1), vector(0, 1), vector(0.5, 0), vector(0.25, 0)),
    { passages: 2, dimension: 2 },
    { ...alike(2), examples: (passage) => (passage === 0 ? [vector(0, 1), vector(1, 0)] : []) },
  );
  expect(index.size).toBe(4);
  expect([...index.scores(QUERY)]).toEqual(about(1, 0.5));
});

test('a page of which nothing is read has no score, whatever messages it is known to answer', () => {
  const index = makeMeaningIndex(
    [said(0), said(1), asked(1)],
    from(vector(1, 0), undefined, undefined),
    { passages: 2, dimension: 2 },
    { ...alike(2), examples: () => [vector(1, 0)] },
  );
  expect([...index.scores(QUERY)]).toEqual(about(1.5, Number.NEGATIVE_INFINITY));
});

test('the profile of a new page is the mean of its questions, as long as is said', () => {
  const scores = (mean?: number) =>
    makeMeaningIndex(
      [said(0), asked(0)],
      from(vector(0, 1), vector(1, 0)),
      { passages: 1, dimension: 2 },
      { of: () => undefined, bias: 0, mean },
    ).scores(QUERY)[0];
  expect(scores()).toBeCloseTo(2, 3);
  expect(scores(1.25)).toBeCloseTo(2.25, 3);
});

test('among many pages, the nearest are those of a scan of every vector', () => {
  const DIMENSION = 24;
  const PAGES = 600;
  const numbers = fc.sample(fc.double({ min: -0.5, max: 0.5, noNaN: true, noDefaultInfinity: true }), {
    numRuns: DIMENSION * (PAGES * 13 + 40),
    seed: 7,
  });
  let at = 0;
  const drawn = () => numbers[at++] as number;
  const near = (centre: Float32Array, spread: number) =>
    asKept(normalise(centre.map((value) => value + spread * drawn())));
  const asKept = (vector: Float32Array) => {
    const { bytes, step } = bytesOf(vector);
    return Float32Array.from(bytes, (byte) => byte * step);
  };
  const any = () => normalise(Float32Array.from({ length: DIMENSION }, drawn));
  const pages = Array.from({ length: PAGES }, () => {
    const centre = any();
    return Array.from({ length: 12 }, () => near(centre, 0.6));
  });
  const { scores } = makeMeaningIndex(
    pages.flatMap((page, passage) => page.map((_, at) => (at === 0 ? said(passage) : asked(passage)))),
    from(...pages.flat()),
    { passages: PAGES, dimension: DIMENSION },
    alike(DIMENSION),
  );
  const cosine = (left: Float32Array, right: Float32Array) =>
    left.reduce((sum, value, at) => sum + value * (right[at] as number), 0);
  const firstOf = (all: readonly number[]) =>
    [...all.keys()].sort((a, b) => (all[b] as number) - (all[a] as number)).slice(0, 5);
  for (let asked = 0; asked < 40; asked += 1) {
    const query = near((pages[asked * 15] as Float32Array[])[3] as Float32Array, 0.8);
    const scanned = pages.map(
      ([says, ...questions]) =>
        0.5 * cosine(says as Float32Array, query) + Math.max(...questions.map((one) => cosine(one, query))),
    );
    expect(firstOf([...scores(query)])).toEqual(firstOf(scanned));
  }
});

test('every value of a vector counts, whatever its dimension', () => {
  const values = fc.integer({ min: 1, max: 11 }).chain((dimension) => {
    const one = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: dimension, maxLength: dimension });
    return fc.tuple(one, one, one);
  });
  fc.assert(
    fc.property(values, ([query, first, second]) => {
      const dot = (left: number[]) => left.reduce((sum, value, at) => sum + value * (query[at] ?? 0), 0);
      const size = { passages: 2, dimension: query.length };
      const vectors = from(Float32Array.from(first), Float32Array.from(second));
      const { scores } = makeMeaningIndex([said(0), said(1)], vectors, size, alike(query.length));
      // What a byte rounds of each value, at most.
      const lost = (of: number[]) =>
        (1.5 * Math.max(...of.map(Math.abs)) * query.reduce((sum, value) => sum + Math.abs(value), 0)) / 250;
      const found = scores(Float32Array.from(query));
      for (const [at, of] of [first, second].entries())
        expect(Math.abs((found[at] as number) - 1.5 * dot(of))).toBeLessThanOrEqual(lost(of) + 1e-3);
    }),
  );
});
