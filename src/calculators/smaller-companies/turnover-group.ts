/** The turnover of companies that answer together, which the buyer looks at as one (R2142-25). */
export interface GroupTurnover {
  readonly total: number;
  /** What is added, one's own first; nothing where only the total is said. */
  readonly parts: readonly number[];
}

/**
 * What companies that answer together make in a year.
 * @param own one's own turnover; @param partners that of each other one; @param together the total, as it is said
 * @returns undefined where it is not known, or where the total that is said is not that of the parts
 */
export function groupTurnover({
  own,
  partners,
  together,
}: {
  readonly own?: number | undefined;
  readonly partners: readonly number[];
  readonly together?: number | undefined;
}): GroupTurnover | undefined {
  const parts = own === undefined || partners.length === 0 ? [] : [own, ...partners];
  const sum = parts.reduce((all, part) => all + part, 0);
  if (together === undefined) return parts.length > 0 ? { total: sum, parts } : undefined;
  if (parts.length > 0) return sum === together ? { total: sum, parts } : undefined;
  // A total is more than what one of them makes.
  return [own ?? 0, ...partners].every((part) => part < together)
    ? { total: together, parts: [] }
    : undefined;
}
