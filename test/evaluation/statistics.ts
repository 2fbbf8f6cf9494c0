/** A count out of a number of cases. */
export interface Count {
  readonly part: number;
  readonly whole: number;
}

/** 97.5th percentile of the normal distribution: two-sided 95 %. */
const Z = 1.959964;

/**
 * 95 % confidence interval of a proportion (Wilson, 1927), which stays within 0 and 1 and holds for small numbers.
 * @returns bounds between 0 and 1; the whole range when nothing was counted
 */
export function wilson({ part, whole }: Count): readonly [low: number, high: number] {
  if (whole === 0) return [0, 1];
  const share = part / whole;
  const scale = 1 + Z ** 2 / whole;
  const middle = share + Z ** 2 / (2 * whole);
  const spread = Z * Math.sqrt((share * (1 - share)) / whole + Z ** 2 / (4 * whole ** 2));
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)];
}

/** Counts the cases for which something holds; those for which it makes no sense (undefined) are left out. */
export function count<T>(all: readonly T[], holds: (one: T) => boolean | undefined): Count {
  const known = all.map(holds).filter((held) => held !== undefined);
  return { part: known.filter(Boolean).length, whole: known.length };
}

/** The share of a count in per cent; undefined when nothing was counted. */
export const points = ({ part, whole }: Count): number | undefined =>
  whole === 0 ? undefined : (100 * part) / whole;

/** Value below which a part of the measures lies. */
export function quantile(measures: readonly number[], part: number): number {
  const sorted = [...measures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
