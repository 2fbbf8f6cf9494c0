import { yearlyOf } from '#src/calculators/procedure/need/estimate.ts';
import type { Amount, Quantities } from '#src/reader/quantities.ts';

/** The amount of a whole contract, and how it was counted where it is said by the year. */
export interface Whole extends Amount {
  readonly years?: { readonly each: number; readonly count: number } | undefined;
}

/**
 * The amount of a whole contract: « 130 000 € par an, un an renouvelable trois fois » is estimated over the four years, its
 * renewals included (R2121-1). Undefined for one that is said by the year, the month or the week without how long it lasts.
 */
export function wholeOf(contract: Amount, quantities: Quantities): Whole | undefined {
  if (!contract.per) return contract;
  const yearly = yearlyOf(contract, quantities);
  const { text } = quantities;
  if (!yearly) return undefined;
  const { each, years } = yearly;
  const isAnnual = contract.per === 'an' && OF_ONE_YEAR.test(text) && !LONGER.test(text);
  if (years === 1 || (years === undefined && isAnnual)) return { ...contract, value: each };
  if (years === undefined) return undefined;
  return { ...contract, value: Math.round(each * years * 100) / 100, years: { each, count: years } };
}

/** « le marché annuel » */
const OF_ONE_YEAR = /\b(?:marches?|contrats?) annuels?\b/;
/** Something says that it lasts longer. */
const LONGER = /\b(?:re-?conduct|renouvel|ans\b|plusieurs annees|pluriannuel)/;
