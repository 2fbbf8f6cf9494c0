/** The points of a price by the proportional formula, and what is lost on the cheapest one. */
export interface PriceScore {
  readonly points: number;
  readonly lost: number;
}

const HUNDREDTHS = 100;
const rounded = (value: number): number => Math.round(value * HUNDREDTHS) / HUNDREDTHS;

/**
 * The proportional formula, the commonest one: the lowest price divided by one's own, times the points of the price.
 * The law leaves the formula to the buyer (R2152-11).
 * @param lowest price of the cheapest offer, in the unit of `own`
 * @param most points that the price is worth
 * @returns hundredths; undefined for prices that are none, or where `own` is the cheapest
 */
export function proportionalScore(lowest: number, own: number, most: number): PriceScore | undefined {
  if (!(lowest > 0 && own > lowest && most > 0)) return undefined;
  const points = rounded((lowest / own) * most);
  return { points, lost: rounded(most - points) };
}
