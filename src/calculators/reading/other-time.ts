import type { ComputationInput } from '#src/calculators/computation.ts';

const YEAR = /\b(20[0-2]\d)\b(?![ .]?\d| ?(?:€|euros?|ht|ttc|heures?|habitants?))/g;

/**
 * Whether a question speaks of another year that was not read as its consultation's: today's figures may not be its own.
 */
export function speaksOfAnotherTime({
  quantities: { text, days },
  understanding: { askedDate },
  today,
}: ComputationInput): boolean {
  if (askedDate) return false;
  const years = [...text.matchAll(YEAR)].filter(
    ({ index }) => !days.some((day) => day.at <= index && index < day.end),
  );
  return years.some((match) => match[1] !== today.slice(0, 4));
}
