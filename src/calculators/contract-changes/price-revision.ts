/** A price by a revision formula with a fixed part: P = P0 × (fixed + moving × I ÷ I0). */
export interface PriceRevision {
  /** What P0 is multiplied by, in ten-thousandths, and the price that it gives. */
  readonly exact: Revised;
  /** The same, rounded up to the thousandth as the six CCAG of 2021 have it (CCAG FCS 10.2.3, CCAG Travaux 10.5). */
  readonly byCcag: Revised;
}

/** A coefficient, and a price in €, in cents; without the price where the first one is unsaid. */
export interface Revised {
  readonly coefficient: number;
  readonly price?: number | undefined;
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
/** What a coefficient may be over a thousandth by the arithmetic of floats alone. */
const FLOAT = 1e-9;

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
  const value = fixed + moving * (index.now / index.first);
  const revised = (coefficient: number): Revised => ({
    coefficient,
    price: first === undefined ? undefined : rounded(first * coefficient, 2),
  });
  return { exact: revised(rounded(value, 4)), byCcag: revised(Math.ceil(value * 1_000 - FLOAT) / 1_000) };
}
