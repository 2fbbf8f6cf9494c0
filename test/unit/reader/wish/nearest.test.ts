import { describe, expect, it } from 'vitest';
import type { Labelled } from '#src/reader/wish/classifier.ts';
import { nearestAmong } from '#src/reader/wish/nearest.ts';

/** A unit vector at so many degrees. */
const at = (degrees: number): Float32Array =>
  Float32Array.from(
    [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)].map((v) => v * 0.3),
  );
const example = (wish: string, degrees: number): Labelled => ({ wish, vector: at(degrees) });
const near = nearestAmong([
  example('thanks', 0),
  example('thanks', 5),
  example('help', 60),
  example('help', 80),
  example('alerts', 30),
]);
const doubt = [
  { wish: 'thanks', probability: 0.5 },
  { wish: 'help', probability: 0.49 },
  { wish: 'alerts', probability: 0.01 },
];

describe('What the nearest examples say', () => {
  it('decides where a classifier doubts', () => {
    expect(near.agreed(doubt, at(2))[0]?.wish).toBe('thanks');
    expect(near.agreed(doubt, at(70))[0]?.wish).toBe('help');
  });

  it('adds up to 1, likeliest first, with every class', () => {
    const scores = near.agreed(doubt, at(70));
    expect(scores.map(({ wish }) => wish).sort()).toEqual(['alerts', 'help', 'thanks']);
    expect(scores.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
    expect(scores).toEqual(scores.toSorted((a, b) => b.probability - a.probability));
  });

  it('believes no class that the classifier finds unlikely', () => {
    expect(near.agreed(doubt, at(30)).at(-1)?.wish).toBe('alerts');
  });

  it('changes nothing where there is no example', () => {
    expect(nearestAmong([]).agreed(doubt, at(0))).toEqual(doubt);
  });
});
