import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';

/** Whether yearly purchases make a responsible purchasing plan (SPASER) compulsory. */
export interface SpaserDuty {
  /** In millions of € HT a year, to be exceeded. */
  readonly threshold: KnownFigure;
  /** Undefined when an amount with tax leaves it open. */
  readonly due: boolean | undefined;
}

const MILLION = 1_000_000;
/** No tax takes half of the price again: what an amount surely is without tax. */
const SURELY = 1.5;

/**
 * Compares yearly purchases with the threshold of D2111-3, which the law wants exceeded (L2111-3).
 * @param purchases € a year; @param withTax whether they are said with tax
 * @returns undefined when the threshold is unknown on the date
 */
export function spaserDuty(purchases: number, withTax: boolean, figures: FiguresAt): SpaserDuty | undefined {
  const threshold = figures.get('spaser-seuil');
  if (!threshold) return undefined;
  const limit = threshold.number * MILLION;
  if (!withTax) return { threshold, due: purchases > limit };
  return { threshold, due: purchases <= limit ? false : purchases > limit * SURELY ? true : undefined };
}
