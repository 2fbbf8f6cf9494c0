import type { BuyerRules, Category } from '#src/calculators/buyers.ts';
import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';
import { formalId } from '#src/calculators/procedure/procurement-procedure.ts';

/**
 * Whether a contract must hold a social or employment condition (L2112-2-1). `due`; `exempt`: works too short, the buyer
 * may do without; `below`: under the European threshold; `unsure`: works whose duration is not said, or an amount that
 * may lie on both sides.
 */
export type SocialClauseOutcome = 'due' | 'exempt' | 'below' | 'unsure';

/** The outcome with the figures that decide it. */
export interface SocialClause {
  readonly outcome: SocialClauseOutcome;
  readonly threshold: KnownFigure;
  /** Months under which works may do without. */
  readonly shortWorks: KnownFigure;
}

/**
 * Compares a contract with the European threshold, then its works with the duration under which they may be exempted.
 * @param contract bounds of its estimated amount, € HT; months of its works when they are said
 * @returns undefined before the law held, or when a figure is unknown on the date
 */
export function socialClause(
  contract: {
    readonly low: number;
    readonly high: number;
    readonly months?: number | undefined;
    readonly category: Category;
    readonly buyer: BuyerRules;
  },
  figures: FiguresAt,
): SocialClause | undefined {
  const threshold = figures.get(formalId({ ...contract, defence: false }));
  const shortWorks = figures.get('clause-sociale-travaux-duree');
  if (!threshold || !shortWorks) return undefined;
  const known = { threshold, shortWorks };
  if (contract.high < threshold.number) return { outcome: 'below', ...known };
  if (contract.low < threshold.number) return { outcome: 'unsure', ...known };
  // Only works: a short service is not exempted.
  const short =
    contract.category === 'works' && contract.months !== undefined && contract.months < shortWorks.number;
  return { outcome: short ? 'exempt' : 'due', ...known };
}
