/** Rows that went or were emptied, by table. */
export type Removed = ReadonlyMap<string, number>;

/** Nothing went. */
export const NOTHING: Removed = new Map();

/** Adds up rows that went. */
export function sumOf(...all: readonly Removed[]): Removed {
  const total = new Map<string, number>();
  for (const one of all) for (const [table, count] of one) total.set(table, (total.get(table) ?? 0) + count);
  return total;
}

/** So many rows of a table; nothing at all where there are none. */
export const removedOf = (table: string, count: number): Removed =>
  count > 0 ? new Map([[table, count]]) : NOTHING;
