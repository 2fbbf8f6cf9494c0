/** A price by a revision formula with a fixed part: P = P0 × (fixed + moving × I ÷ I0). */
export interface PriceRevision {
  /** What P0 is multiplied by, in ten-thousandths. */
  readonly coefficient: number;
  /** €, in cents; undefined where the first price is unsaid. */
  readonly price?: number | undefined;
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/**
 * @param parts their sum is 1 in a formula that leaves the price as it was while the index does not move
 * @param index at the beginning, and now
 * @returns undefined for parts that do not make one, or an index that is none
 */
export function priceRevision(
  parts: { readonly fixed: number; readonly moving: number },
  index: { readonly first: number; readonly now: number },
  first?: number,
): PriceRevision | undefined {
  const { fixed, moving } = parts;
  if (Math.abs(fixed + moving - 1) > 0.001 || index.first <= 0 || index.now <= 0) return undefined;
  const coefficient = rounded(fixed + moving * (index.now / index.first), 4);
  return { coefficient, price: first === undefined ? undefined : rounded(first * coefficient, 2) };
}
