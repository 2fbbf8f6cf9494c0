import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';

/** Whether a subcontract is large enough to be paid by the buyer itself. */
export interface DirectPaymentThreshold {
  /** In € TTC (R2193-10 al. 1), or in percent of the whole contract for defence (al. 2). */
  readonly threshold: KnownFigure;
  /** The part of the contract in percent, for defence. */
  readonly percent?: number | undefined;
  /** Undefined when an amount without tax leaves it open. */
  readonly reached: boolean | undefined;
}

/** No tax takes half of the price again: what an amount without tax may come to with it. */
const AT_MOST = 1.5;

/**
 * Compares a subcontract with the threshold of the ordinary contracts, in € TTC.
 * @returns undefined when the threshold is unknown on the date
 */
export function directPaymentThreshold(
  part: { readonly amount: number; readonly tax?: 'HT' | 'TTC' | undefined },
  figures: FiguresAt,
): DirectPaymentThreshold | undefined {
  const threshold = figures.get('paiement-direct-seuil');
  if (!threshold) return undefined;
  const { amount, tax } = part;
  if (amount >= threshold.number) return { threshold, reached: true };
  const surelyUnder = tax === 'TTC' || amount * AT_MOST < threshold.number;
  return { threshold, reached: surelyUnder ? false : undefined };
}

/**
 * Compares a subcontract of a defence contract with its threshold, a share of the whole contract.
 * @returns undefined when the threshold is unknown on the date
 */
export function defenceDirectPayment(
  part: number,
  contract: number,
  figures: FiguresAt,
): DirectPaymentThreshold | undefined {
  const threshold = figures.get('paiement-direct-seuil-defense');
  if (!threshold || contract <= 0 || part > contract) return undefined;
  const exact = (part / contract) * 100;
  return { threshold, percent: Math.round(exact * 100) / 100, reached: exact >= threshold.number };
}
