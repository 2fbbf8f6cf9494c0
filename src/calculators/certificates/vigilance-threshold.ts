import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';

/** Whether an operation is large enough for its client to ask for a vigilance certificate (C. trav. R8222-1). */
export interface VigilanceDuty {
  readonly threshold: KnownFigure;
  /** Undefined when the amount may lie on both sides. */
  readonly due: boolean | undefined;
}

/**
 * Compares an operation with the threshold, which counts from itself.
 * @param low,high the € HT between which the operation surely lies; `high` is excluded
 * @returns undefined when the threshold is unknown on the date
 */
export function vigilanceDuty(
  { low, high }: { readonly low: number; readonly high: number },
  figures: FiguresAt,
): VigilanceDuty | undefined {
  const threshold = figures.get('vigilance-seuil');
  if (!threshold) return undefined;
  return { threshold, due: low >= threshold.number ? true : high < threshold.number ? false : undefined };
}
