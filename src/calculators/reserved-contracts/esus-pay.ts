import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';
import { roundToCents } from '#src/calculators/rounding.ts';

/** Pay ceilings of a company with the ESUS approval (C. trav. L3332-17-1), as multiples of the minimum wage. */
export interface EsusPay {
  /** Of the mean of the highest pays. */
  readonly mean: KnownFigure;
  /** Of the highest one. */
  readonly highest: KnownFigure;
  /** How many pays the mean counts. */
  readonly counted: KnownFigure;
}

/** @returns undefined when a ceiling is unknown on the date */
export function esusPay(figures: FiguresAt): EsusPay | undefined {
  const mean = figures.get('esus-remuneration-moyenne');
  const highest = figures.get('esus-remuneration-max');
  const counted = figures.get('esus-remunerations-nombre');
  return mean && highest && counted && { mean, highest, counted };
}

/** Both ceilings in €, for a minimum wage of the same period. */
export const esusCeilings = (
  wage: number,
  { mean, highest }: EsusPay,
): { mean: number; highest: number } => ({
  mean: roundToCents(wage * mean.number),
  highest: roundToCents(wage * highest.number),
});

/**
 * Whether a pay, in times the minimum wage, is allowed. The highest pay bounds the mean: under the mean's own ceiling it
 * settles both.
 * @param of what is said: the highest pay, or the mean of the highest ones
 * @returns undefined when the other ceiling decides
 */
export function esusPayAllowed(
  times: number,
  of: 'highest' | 'mean',
  { mean, highest }: EsusPay,
): boolean | undefined {
  if (of === 'mean') return times > mean.number ? false : undefined;
  if (times > highest.number) return false;
  return times <= mean.number ? true : undefined;
}

/** The least minimum wage with which a pay stays under its ceiling, €. */
export const esusLeastWage = (pay: number, of: 'highest' | 'mean', ceilings: EsusPay): number =>
  roundToCents(pay / ceilings[of].number);
