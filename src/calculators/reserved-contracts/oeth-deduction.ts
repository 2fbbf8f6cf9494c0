import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';
import { roundToCents } from '#src/calculators/rounding.ts';

/** What a company takes off its disability contribution for a purchase from an EA, an ESAT or a TIH. */
export interface OethDeduction {
  /** In percent of the price less materials and purchases. */
  readonly share: KnownFigure;
  /** Price less materials and purchases, € HT. */
  readonly basis: number;
  /** Before any ceiling, €. */
  readonly deduction: number;
  /** Ceilings in percent of the contribution, and in € when the contribution is said. */
  readonly ceilings: readonly { readonly figure: KnownFigure; readonly amount?: number | undefined }[];
}

/**
 * The deduction of a purchase (C. trav. L5212-10-1, D5212-22).
 * @param purchase price and what it holds of materials and purchases, € HT; the year's contribution when it is said, €
 * @returns undefined when a figure is unknown on the date, or the materials cost more than the price
 */
export function oethDeduction(
  purchase: {
    readonly price: number;
    readonly materials: number;
    readonly contribution?: number | undefined;
  },
  figures: FiguresAt,
): OethDeduction | undefined {
  const share = figures.get('oeth-deduction-part');
  const ordinary = figures.get('oeth-plafond');
  const raised = figures.get('oeth-plafond-majore');
  if (!share || !ordinary || !raised || purchase.materials > purchase.price) return undefined;
  const basis = roundToCents(purchase.price - purchase.materials);
  const { contribution } = purchase;
  const ceilings = [ordinary, raised].map((figure) => ({
    figure,
    amount: contribution === undefined ? undefined : roundToCents((contribution * figure.number) / 100),
  }));
  return { share, basis, deduction: roundToCents((basis * share.number) / 100), ceilings };
}
