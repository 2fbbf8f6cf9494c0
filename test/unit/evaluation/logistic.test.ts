import { describe, expect, test } from 'vitest';
import { fitLogistic, type Row } from '../../evaluation/calibrate/logistic.ts';

const chance = (fitted: ReturnType<typeof fitLogistic>, x: readonly number[]) =>
  1 /
  (1 + Math.exp(-x.reduce((sum, value, index) => sum + value * (fitted.weights[index] ?? 0), fitted.bias)));
const row = (y: number, ...x: number[]): Row => ({ x, y, weight: 1 });

describe('logistic regression', () => {
  const rows = [row(0, 0, 5), row(0, 1, 3), row(0, 2, 4), row(1, 3, 5), row(1, 2, 3), row(1, 4, 4)];

  test('gives more chance to what looks like the positive rows', () => {
    const fitted = fitLogistic(rows);
    expect(chance(fitted, [4, 4])).toBeGreaterThan(0.8);
    expect(chance(fitted, [0, 4])).toBeLessThan(0.2);
  });

  test('does not depend on the scale of a feature', () => {
    const plain = fitLogistic(rows);
    const scaled = fitLogistic(
      rows.map(({ x, ...rest }) => ({ ...rest, x: [(x[0] ?? 0) * 1_000, x[1] ?? 0] })),
    );
    expect(chance(scaled, [2_500, 4])).toBeCloseTo(chance(plain, [2.5, 4]), 6);
  });

  test('gives no weight to a feature that never changes', () => {
    const { weights } = fitLogistic([row(0, 0, 7), row(1, 1, 7), row(0, 0.2, 7), row(1, 0.9, 7)]);
    expect(weights[1]).toBeCloseTo(0, 9);
  });

  test('follows the weights of the rows', () => {
    const mixed = [row(0, 1), row(1, 1), row(0, 0), row(1, 0)];
    const heavy = mixed.map((one) => ({ ...one, weight: one.y === 1 ? 9 : 1 }));
    expect(chance(fitLogistic(mixed), [1])).toBeCloseTo(0.5, 6);
    expect(chance(fitLogistic(heavy), [1])).toBeCloseTo(0.9, 6);
  });
});
