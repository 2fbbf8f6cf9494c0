import { expect, test } from 'vitest';
import { fitSections } from '#src/reader/training/fit-sections.ts';

const unit = (...values: number[]) => {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
};

test('what sets sections apart is what their messages do not share', () => {
  // All share their first value; only the second, and the third, tell one section from the other.
  // Not a multiple of four: the last ones are multiplied one by one.
  const messages = Array.from({ length: 403 }, (_, at) => ({
    vector: at % 2 === 0 ? unit(1, 0.2, 0, (at % 7) / 70) : unit(1, 0, 0.2, (at % 5) / 50),
    section: at % 2,
  }));
  const means = [unit(1, 0.1, 0.1, 0), unit(1, 0.1, 0.1, 0)];
  const fitted = fitSections(messages, means, 200);
  const score = (section: number, vector: Float32Array) =>
    vector.reduce((sum, value, at) => sum + value * (fitted[section]?.vector[at] ?? 0), 0) +
    (fitted[section]?.bias ?? 0);
  const [first, second] = [unit(1, 0.2, 0, 0.05), unit(1, 0, 0.2, 0.05)];
  expect(score(0, first)).toBeGreaterThan(score(1, first) + 0.05);
  expect(score(1, second)).toBeGreaterThan(score(0, second) + 0.05);
});
