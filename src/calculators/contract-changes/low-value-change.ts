import type { BuyerRules, Category } from '#src/calculators/buyers.ts';
import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';
import { formalId } from '#src/calculators/procedure/procurement-procedure.ts';

/** Whether the changes of a contract stay « of low value » (R2194-8, R2194-9). */
export interface LowValueChange {
  /** All changes together, in percent of the initial contract, rounded to the hundredth. */
  readonly percent: number;
  /** The limit, in percent, by category. */
  readonly limit: KnownFigure;
  /** The limit in €; undefined when the contract's amount is not said. */
  readonly room?: number | undefined;
  /** `at-limit`: exactly there, where « inférieur » and « au plus » differ: nobody should promise anything. */
  readonly share: 'within' | 'at-limit' | 'over';
  /** European threshold under which the changes must stay; undefined when it is unknown on the date. */
  readonly threshold?: KnownFigure | undefined;
  /** Whether the changes stay under it; undefined when their amount is not said or the threshold is unknown. */
  readonly underThreshold?: boolean | undefined;
}

/**
 * Compares the changes of a contract, all together, with the two limits of low-value changes.
 * @param change all changes in €, or in percent of the initial contract
 * @returns undefined when the limit is unknown on the date
 */
export function lowValueChange(
  contract: { amount?: number | undefined; category: Category; buyer: BuyerRules },
  change: { amount: number } | { percent: number },
  figures: FiguresAt,
): LowValueChange | undefined {
  const limit = figures.get(
    contract.category === 'works' ? 'modification-travaux' : 'modification-fournitures-services',
  );
  const { amount } = contract;
  if (!limit || amount === 0) return undefined;
  if ('amount' in change && amount === undefined) return undefined;
  const exact = 'percent' in change ? change.percent : (change.amount / (amount ?? 1)) * 100;
  const changed = 'amount' in change ? change.amount : amount && (amount * change.percent) / 100;
  const threshold = figures.get(formalId({ ...contract, defence: false }));
  const gap = exact - limit.number;
  return {
    percent: Math.round(exact * 100) / 100,
    limit,
    room: amount && Math.round(amount * limit.number) / 100,
    share: Math.abs(gap) < 1e-9 ? 'at-limit' : gap < 0 ? 'within' : 'over',
    threshold,
    underThreshold: threshold && changed !== undefined ? changed < threshold.number : undefined,
  };
}
