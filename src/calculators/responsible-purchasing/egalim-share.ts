import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';
import { roundToCents } from '#src/calculators/rounding.ts';

/** A part of the food bought, with the least that the law wants of it. */
export interface FoodShare {
  /** In percent. */
  readonly least: KnownFigure;
  /** That share of all purchases, in €. */
  readonly minimum?: number | undefined;
  /** Whether what is bought reaches it; undefined when it is unsaid. */
  readonly enough?: boolean | undefined;
  /** What is bought, and what is missing to reach the share, in €: both known where the total is. */
  readonly bought?: number | undefined;
  readonly missing?: number | undefined;
}

/** What public catering must buy (C. rural L230-5-1). */
export interface FoodShares {
  readonly sustainable: FoodShare;
  /** Organic food, counted in the sustainable one. */
  readonly organic: FoodShare;
}

/** What a canteen buys of a kind: in € or in percent. */
export type Bought = { readonly amount: number } | { readonly percent: number } | undefined;

/**
 * Sustainable and organic shares of what a public canteen buys in a year.
 * @param total all food bought, €; undefined when only shares are said
 * @returns undefined when a share is unknown on the date
 */
export function foodShares(
  total: number | undefined,
  bought: { readonly sustainable?: Bought; readonly organic?: Bought },
  figures: FiguresAt,
): FoodShares | undefined {
  const sustainable = figures.get('egalim-durable');
  const organic = figures.get('egalim-bio');
  if (!sustainable || !organic) return undefined;
  return {
    sustainable: shareOf(sustainable, total, bought.sustainable),
    organic: shareOf(organic, total, bought.organic),
  };
}

/**
 * The share of meat and fish that must be sustainable: all of it in the State's own catering.
 * @returns undefined when it is unknown on the date
 */
export function meatShare(
  total: number | undefined,
  ofState: boolean,
  bought: Bought,
  figures: FiguresAt,
): FoodShare | undefined {
  const least = figures.get(ofState ? 'egalim-viande-poisson-etat' : 'egalim-viande-poisson');
  return least && shareOf(least, total, bought);
}

function shareOf(least: KnownFigure, total: number | undefined, bought: Bought): FoodShare {
  const minimum = total === undefined ? undefined : roundToCents((total * least.number) / 100);
  if (!bought) return { least, minimum };
  const isShare = 'percent' in bought;
  const amount = isShare
    ? total === undefined
      ? undefined
      : roundToCents((total * bought.percent) / 100)
    : bought.amount;
  const missing =
    minimum === undefined || amount === undefined ? undefined : Math.max(0, roundToCents(minimum - amount));
  const enough = isShare ? bought.percent >= least.number : missing === undefined ? undefined : missing === 0;
  return { least, minimum, enough, bought: amount, missing };
}
