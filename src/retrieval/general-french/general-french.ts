import { readFileSync } from 'node:fs';

/** Zipf–Mandelbrot shift: the most frequent words are nearly as frequent as one another. */
const SHIFT = 30;

/** Stems of open administrative French, the most frequent first; `NOTICE.md` says where they come from. */
const RANKS: ReadonlyMap<string, number> = new Map(
  readFileSync(new URL('./stems.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((stem, rank) => [stem, rank]),
);

/**
 * How rare a stem is in everyday administrative French: natural logarithm of its rank, shifted (Zipf–Mandelbrot), from
 * about 3.4 for the most frequent to 9.4 for one that is not in the list.
 */
export const generalRarity = (stem: string): number => Math.log((RANKS.get(stem) ?? RANKS.size) + SHIFT);

/** Whether a stem is one of everyday administrative French: such a word was meant, though no page holds it. */
export const isGeneralFrench = (stem: string): boolean => RANKS.has(stem);
