import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';
import { roundToCents } from '#src/calculators/rounding.ts';

/** What an innovative contract in lots may keep for young innovative companies (L2113-17). */
export interface JeiLots {
  /** In percent of the whole contract. */
  readonly share: KnownFigure;
  /** The need must stay under it: the European threshold of central authorities, whoever buys. */
  readonly threshold: KnownFigure;
  readonly allowed: boolean;
  /** That share of the contract, € HT. */
  readonly amount: number;
}

/**
 * The lots that an innovative contract may reserve to young innovative companies.
 * @param amount the whole need, € HT
 * @returns undefined before the law held, or when a figure is unknown on the date
 */
export function jeiLots(amount: number, figures: FiguresAt): JeiLots | undefined {
  const share = figures.get('lots-jei-part');
  const threshold = figures.get('seuil-formalise-etat');
  if (!share || !threshold) return undefined;
  return {
    share,
    threshold,
    allowed: amount < threshold.number,
    amount: roundToCents((amount * share.number) / 100),
  };
}
