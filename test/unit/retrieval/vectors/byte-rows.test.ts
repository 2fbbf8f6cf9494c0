import { expect, test } from 'vitest';
import { ByteRows, comparedVector } from '#src/retrieval/vectors/byte-rows.ts';
import { bytesOf } from '#src/retrieval/vectors/byte-vector.ts';
import { normalise } from '#src/retrieval/vectors/unit-vector.ts';

const DIMENSION = 6;
const unit = (...values: number[]) => normalise(Float32Array.from(values));
const FIRST = unit(3, -1, 0.5, 0, 2, -4);
const SECOND = unit(0.1, 5, -3, 1, 1, 0);

test('a row is read as it was set, to a hundredth, and what was read is set again byte for byte', () => {
  const rows = new ByteRows(2, DIMENSION);
  rows.set(0, FIRST);
  rows.set(1, SECOND);
  const read = new Float32Array(DIMENSION);
  rows.read(1, read);
  expect([...read]).toEqual([...SECOND].map((value) => expect.closeTo(value, 2)));
  const again = new ByteRows(1, DIMENSION);
  again.set(0, read);
  const twice = new Float32Array(DIMENSION);
  again.read(0, twice);
  expect([...bytesOf(twice).bytes]).toEqual([...bytesOf(SECOND).bytes]);
});

test('the product of a row and a question is that of their values', () => {
  const rows = new ByteRows(2, DIMENSION);
  rows.set(0, FIRST);
  rows.set(1, SECOND);
  const query = unit(1, 2, -1, 0.3, 4, 0.2);
  const dot = (vector: Float32Array) =>
    vector.reduce((sum, value, at) => sum + value * (query[at] as number), 0);
  expect(rows.dot(0, comparedVector(query))).toBeCloseTo(dot(FIRST), 2);
  expect(rows.dot(1, comparedVector(query))).toBeCloseTo(dot(SECOND), 2);
  expect(rows.dot(1, comparedVector(new Float32Array(DIMENSION)))).toBe(0);
});
