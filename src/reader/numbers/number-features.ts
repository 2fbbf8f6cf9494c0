import type { SaidNumber } from './numbers-said.ts';

/** Words that are seen before and after a number. */
const AROUND = 3;
/** Words between two numbers that are seen all together. */
const BETWEEN = 8;

/** Words and signs of a stretch of folded text. */
const wordsOf = (text: string): string[] => text.match(/\p{L}+|[?=+÷×*/:,;.!()€%]/gu) ?? [];

/** A word cut so that its endings are one: « heures », « heure ». */
const cut = (word: string): string => word.slice(0, 6);

/**
 * What is told of each number of a folded text: its unit, how it is written, the words around it, the numbers beside it,
 * and what the whole text speaks of.
 */
export function numberFeatures(text: string, numbers: readonly SaidNumber[]): string[][] {
  const all = new Set(wordsOf(masked(text, numbers)).map(cut));
  const units = numbers.map(({ unit }) => unit).join(' ');
  return numbers.map((number, index) => {
    const before = wordsOf(text.slice(numbers[index - 1]?.end ?? 0, number.at)).map(cut);
    const after = wordsOf(text.slice(number.end, numbers[index + 1]?.at ?? text.length)).map(cut);
    const [last, next] = [numbers[index - 1], numbers[index + 1]];
    const { unit } = number;
    const told = [
      'one',
      `u${unit}`,
      `m${sizeOf(number.value)}`,
      `um${unit}|${sizeOf(number.value)}|${number.decimals > 0}`,
      `i${index === 0 ? 'first' : index === numbers.length - 1 ? 'last' : 'mid'}`,
      `iu${index}|${unit}`,
      `n${Math.min(numbers.length, 5)}|${index}|${unit}`,
      `us${units}|${index}`,
      `p${last?.unit ?? '^'}|${unit}`,
      `x${unit}|${next?.unit ?? '$'}`,
      `px${last?.unit ?? '^'}|${unit}|${next?.unit ?? '$'}`,
      `c${last === undefined ? '^' : Math.sign(number.value - last.value)}|${next === undefined ? '$' : Math.sign(number.value - next.value)}`,
      `b1${before.at(-1) ?? '^'}`,
      `b2${before.slice(-2).join(' ')}`,
      `b3${before.slice(-3).join(' ')}`,
      `bu${before.at(-1) ?? '^'}|${unit}`,
      `a1${after[0] ?? '$'}`,
      `a2${after.slice(0, 2).join(' ')}`,
      `a3${after.slice(0, 3).join(' ')}`,
      `au${after[0] ?? '$'}|${unit}`,
      `ba${before.at(-1) ?? '^'}|${after[0] ?? '$'}`,
    ];
    for (const word of before.slice(-AROUND)) told.push(`nb${word}`);
    for (const word of after.slice(0, AROUND)) told.push(`na${word}`);
    for (const word of before.slice(-BETWEEN)) told.push(`wb${word}`, `wbu${word}|${unit}`);
    for (const word of after.slice(0, BETWEEN)) told.push(`wa${word}`, `wau${word}|${unit}`);
    for (const word of all) told.push(`g${word}`, `gu${word}|${unit}`);
    return [...new Set(told)];
  });
}

const sizeOf = (value: number): number => (value === 0 ? 0 : Math.floor(Math.log10(value)) + 1);

/** A text without its numbers, nor their units. */
const masked = (text: string, numbers: readonly SaidNumber[]): string =>
  numbers.reduce((rest, { at, end }) => rest.slice(0, at) + ' '.repeat(end - at) + rest.slice(end), text);
