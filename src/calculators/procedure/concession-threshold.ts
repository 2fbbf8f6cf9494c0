import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';

/** A concession against the European threshold (annex 2). */
export interface ConcessionThreshold {
  readonly threshold: KnownFigure;
  /** Undefined when the value may lie on both sides. */
  readonly reached: boolean | undefined;
}

/**
 * Compares the value of a concession over its whole duration with the European threshold, which counts from itself.
 * @param low,high the € HT between which the value surely lies
 * @returns undefined when the threshold is unknown on the date
 */
export function concessionThreshold(
  { low, high }: { readonly low: number; readonly high: number },
  figures: FiguresAt,
): ConcessionThreshold | undefined {
  const threshold = figures.get('seuil-concessions');
  if (!threshold) return undefined;
  return { threshold, reached: low >= threshold.number ? true : high < threshold.number ? false : undefined };
}
