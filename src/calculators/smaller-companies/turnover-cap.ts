import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';

/** The most that a buyer may require as yearly turnover, without a written reason. */
export interface TurnoverCap {
  /** € a year. */
  readonly cap: number;
  /** Times the estimated amount (R2142-7), dated. */
  readonly times: KnownFigure;
  /** Whether a required turnover exceeds the cap; undefined when none is said. */
  readonly exceeded?: boolean | undefined;
  /** The most that the buyer could ask for, compared with a company's own turnover. */
  readonly own?: 'covers-cap' | 'under-cap' | 'under-required' | 'covers-required' | undefined;
}

/**
 * The highest minimum turnover that may be required for a contract, or for a lot when it is divided (R2142-7, R2142-8).
 * @param amount the estimated amount of the contract or of the lot, in € HT
 * @param required the turnover that the buyer requires; @param turnover the company's own
 * @returns undefined when the cap is unknown on the date
 */
export function turnoverCap(
  amount: number,
  figures: FiguresAt,
  { required, turnover }: { required?: number | undefined; turnover?: number | undefined } = {},
): TurnoverCap | undefined {
  const times = figures.get('ca-maximal');
  if (!times) return undefined;
  const cap = Math.round(amount * times.number * 100) / 100;
  const exceeded = required === undefined ? undefined : required > cap;
  return { cap, times, exceeded, own: ownOf(turnover, required, cap) };
}

function ownOf(turnover: number | undefined, required: number | undefined, cap: number): TurnoverCap['own'] {
  if (turnover === undefined) return undefined;
  if (required !== undefined) return turnover >= required ? 'covers-required' : 'under-required';
  return turnover >= cap ? 'covers-cap' : 'under-cap';
}
