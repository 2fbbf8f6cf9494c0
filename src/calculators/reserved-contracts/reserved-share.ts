import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';

/** Whom a reserved contract is for: L2113-12 (disability), L2113-13 (insertion), L2113-13-1 (prison). */
export type ReservedPublic = 'disability' | 'insertion' | 'prison';

/** The share of a workforce against that of a reserved contract. */
export interface ReservedShare {
  /** In percent, rounded to the hundredth. */
  readonly percent: number;
  /** The least share (R2113-7), dated. */
  readonly least: KnownFigure;
  readonly enough: boolean;
}

/**
 * Whether a workforce reaches the share of a reserved contract (R2113-7).
 * @param workers how many of how many, or a share in percent
 * @returns undefined when the share is unknown on the date, or the numbers can't be a share
 */
export function reservedShare(
  workers: { readonly part: number; readonly whole: number } | { readonly percent: number },
  whom: ReservedPublic,
  figures: FiguresAt,
): ReservedShare | undefined {
  const least = figures.get(whom === 'prison' ? 'part-reservee-prison' : 'part-reservee');
  const exact = 'percent' in workers ? workers.percent : (workers.part / workers.whole) * 100;
  if (!least || !(exact >= 0 && exact <= 100)) return undefined;
  return { percent: Math.round(exact * 100) / 100, least, enough: exact >= least.number };
}
