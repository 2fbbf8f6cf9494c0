import { roundToCents } from '#src/calculators/rounding.ts';

/** What an hour costs, in €, to the cent: all that is spent in a year over the hours that are sold in it. */
export const hourlyCost = (spent: number, hours: number): number => roundToCents(spent / hours);

/** A price in €, to the cent, of what costs `cost`, with a margin of `share` % kept on the price, or added to the cost. */
export const withMargin = (
  cost: number,
  share: number,
): { readonly onPrice: number; readonly onCost: number } => ({
  onPrice: roundToCents(cost / (1 - share / 100)),
  onCost: roundToCents(cost * (1 + share / 100)),
});
