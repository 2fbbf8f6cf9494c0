import { describe, expect, it } from 'vitest';
import { fitClassifier, type Labelled } from '#src/reader/wish/classifier.ts';
import { packWishes, unpackWishes } from '#src/reader/wish/wish-file.ts';

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

/** Vectors around an axis of its own. */
const around = (wish: string, axis: number, count: number): Labelled[] => {
  const draw = drawing(axis + 1);
  return Array.from({ length: count }, () => ({
    wish,
    vector: unit(Array.from({ length: DIMENSION }, (_, i) => (i === axis ? 1 : 0) + 0.6 * draw())),
  }));
};
const EXAMPLES: readonly Labelled[] = CLASSES.flatMap((wish, axis) => around(wish, axis, 30));
const OPTIONS = { epochs: 40, ridge: 1e-4 };
const axisOf = (axis: number): Float32Array =>
  unit(Array.from({ length: DIMENSION }, (_, i) => (i === axis ? 1 : 0)));

describe('A classifier made of examples', () => {
  it.each(CLASSES)('knows a vector of « %s »', (wish) => {
    const [best] = fitClassifier(EXAMPLES, OPTIONS).classify(axisOf(CLASSES.indexOf(wish)));
    expect(best?.wish).toBe(wish);
    expect(best?.probability).toBeGreaterThan(0.8);
  });

  it('gives every class, the likeliest first, and probabilities that add up to 1', () => {
    const { classify } = fitClassifier(EXAMPLES, OPTIONS);
    for (const { vector } of EXAMPLES) {
      const scores = classify(vector);
      expect(scores.map(({ wish }) => wish).sort()).toEqual(CLASSES);
      expect(scores.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
      expect(scores).toEqual(scores.toSorted((a, b) => b.probability - a.probability));
    }
  });

  it('is the same each time, and less sure where weights cost more', () => {
    const at = (ridge: number) => fitClassifier(EXAMPLES, { ...OPTIONS, ridge }).classify(axisOf(0))[0];
    expect(at(1e-4)).toEqual(at(1e-4));
    expect(at(1e-1)?.probability).toBeLessThan(at(1e-4)?.probability ?? 0);
  });

  it('learns a new class from the one before, in fewer looks', () => {
    const before = fitClassifier(EXAMPLES, OPTIONS);
    const more = [...EXAMPLES, ...around('alerts', 5, 30)];
    const after = fitClassifier(more, { epochs: 10, ridge: 1e-4, from: before.lines });
    expect(after.classify(axisOf(5))[0]?.wish).toBe('alerts');
    expect(after.classify(axisOf(1))[0]?.wish).toBe('question');
  });

  it('does not forget a class that has ten times fewer examples than another', () => {
    const uneven = [...around('question', 1, 300), ...around('thanks', 2, 30)];
    expect(fitClassifier(uneven, OPTIONS).classify(axisOf(2))[0]?.wish).toBe('thanks');
  });

  it('is read from its file as it was written', () => {
    const made = fitClassifier(EXAMPLES, OPTIONS);
    // In the middle of a memory that others use, as files are read.
    const file = packWishes({ digest: '0123', reader: 'reader:test' }, made);
    const shared = Buffer.concat([Buffer.alloc(7), file]).subarray(7);
    const { digest, reader, classifier } = unpackWishes(shared);
    expect({ digest, reader }).toEqual({ digest: '0123', reader: 'reader:test' });
    for (const { vector } of EXAMPLES) {
      const [best] = classifier.classify(vector);
      expect(best?.wish).toBe(made.classify(vector)[0]?.wish);
      expect(best?.probability).toBeCloseTo(made.classify(vector)[0]?.probability ?? 0, 5);
    }
  });

  it('of no example at all refuses', () => {
    expect(() => fitClassifier([], OPTIONS)).toThrow('examples');
  });
});
