import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';

/** The yearly rate of late-payment interest, in percent. */
export interface InterestRate {
  /** Points added to the bank's rate (R2192-31; C. com. L441-10 for a private client). */
  readonly margin: KnownFigure;
  readonly rate: number;
}

/**
 * The rate of late-payment interest from a rate of the European Central Bank that a person gives.
 * @param bankRate in percent
 * @returns undefined when the margin is unknown at the date
 */
export function interestRate(
  bankRate: number,
  client: 'public' | 'private',
  figures: FiguresAt,
): InterestRate | undefined {
  const margin = figures.get(client === 'public' ? 'interets-majoration' : 'penalites-privees-majoration');
  return margin && { margin, rate: Math.round((bankRate + margin.number) * 10_000) / 10_000 };
}

/**
 * The flat compensation of invoices that are paid late (D2192-35; C. com. D441-5 for a private client), in €.
 * @returns undefined when it is unknown at the date
 */
export function flatCompensation(
  invoices: number,
  client: 'public' | 'private',
  figures: FiguresAt,
): { readonly flat: KnownFigure; readonly total: number } | undefined {
  const flat = figures.get(client === 'public' ? 'indemnite-forfaitaire' : 'indemnite-forfaitaire-privee');
  return flat && { flat, total: flat.number * invoices };
}
