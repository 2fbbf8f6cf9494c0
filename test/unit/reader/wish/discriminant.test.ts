import { describe, expect, it } from 'vitest';
import { fitDiscriminant, type Labelled } from '#src/reader/wish/discriminant.ts';

const DIMENSION = 8;
const CLASSES = ['help', 'question', 'thanks'];

/** Numbers that look drawn by chance, the same each time. */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648 - 0.5;
  };
}

const unit = (values: readonly number[]): Float32Array => {
  const length = Math.hypot(...values);
  return Float32Array.from(values.map((value) => value / length));
};

/** Thirty vectors a class, around an axis of its own. */
const EXAMPLES: readonly Labelled[] = CLASSES.flatMap((wish, axis) => {
  const draw = drawing(axis + 1);
  return Array.from({ length: 30 }, () => ({
    wish,
    vector: unit(Array.from({ length: DIMENSION }, (_, i) => (i === axis ? 1 : 0) + 0.6 * draw())),
  }));
});
const OPTIONS = { shrinkage: 0.3, temperature: 2, priors: {} };

const axisOf = (wish: string): Float32Array =>
  unit(Array.from({ length: DIMENSION }, (_, i) => (i === CLASSES.indexOf(wish) ? 1 : 0)));
const meanOf = (wish: string): number[] => {
  const own = EXAMPLES.filter((one) => one.wish === wish);
  return Array.from(
    { length: DIMENSION },
    (_, i) => own.reduce((sum, { vector }) => sum + (vector[i] ?? 0), 0) / own.length,
  );
};
/** Between the means of two classes, so far from the first to the second. */
const between = (first: string, second: string, part: number): Float32Array => {
  const [a, b] = [meanOf(first), meanOf(second)];
  return Float32Array.from(a.map((value, i) => value + part * ((b[i] ?? 0) - value)));
};

describe('A discriminant made of examples', () => {
  it.each(CLASSES)('knows a vector of « %s »', (wish) => {
    const [best] = fitDiscriminant(EXAMPLES, OPTIONS).classify(axisOf(wish));
    expect(best?.wish).toBe(wish);
    expect(best?.probability).toBeGreaterThan(0.9);
  });

  it('knows most of its examples', () => {
    const { classify } = fitDiscriminant(EXAMPLES, OPTIONS);
    const right = EXAMPLES.filter(({ vector, wish }) => classify(vector)[0]?.wish === wish);
    expect(right.length / EXAMPLES.length).toBeGreaterThan(0.95);
  });

  it('gives every class, the likeliest first, and probabilities that add up to 1', () => {
    const { classify } = fitDiscriminant(EXAMPLES, OPTIONS);
    for (const { vector } of EXAMPLES) {
      const scores = classify(vector);
      expect(scores.map(({ wish }) => wish).sort()).toEqual(CLASSES);
      expect(scores.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
      const sorted = scores.toSorted((a, b) => b.probability - a.probability);
      expect(scores).toEqual(sorted);
    }
  });

  it('has its border moved by what is likelier before anything is read', () => {
    const bestAt = (part: number, priors: Record<string, number>) =>
      fitDiscriminant(EXAMPLES, { ...OPTIONS, priors }).classify(between('help', 'thanks', part))[0]?.wish;
    expect(bestAt(0.49, {})).toBe('help');
    expect(bestAt(0.51, {})).toBe('thanks');
    expect(bestAt(0.51, { help: 0.8 })).toBe('help');
    expect(bestAt(0.49, { thanks: 0.8 })).toBe('thanks');
    expect(bestAt(0.02, { thanks: 0.8 })).toBe('help');
  });

  it('is less sure when it is warmer, of the same class', () => {
    const at = (temperature: number) =>
      fitDiscriminant(EXAMPLES, { ...OPTIONS, temperature }).classify(between('help', 'thanks', 0.4))[0];
    expect(at(4)?.wish).toBe(at(1)?.wish);
    expect(at(4)?.probability).toBeLessThan(at(1)?.probability ?? 0);
  });

  it('is one of one example a class, too, and of none at all refuses', () => {
    const few = CLASSES.map((wish) => ({ wish, vector: axisOf(wish) }));
    const scores = fitDiscriminant(few, OPTIONS).classify(axisOf('thanks'));
    expect(scores[0]?.wish).toBe('thanks');
    expect(scores.every(({ probability }) => Number.isFinite(probability))).toBe(true);
    expect(() => fitDiscriminant([], OPTIONS)).toThrow('examples');
  });
});
