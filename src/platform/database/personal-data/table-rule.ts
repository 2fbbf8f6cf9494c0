import type { PeriodId } from '#src/config/privacy.ts';

/**
 * SQL on sets of ids: `{conversations}`, `{threads}` (places where experts spoke of their cases), `{cases}`, `{files}`,
 * `{jobs}`, `{companies}` (of which they are the only member), `{shared}` (with other members) and `{memberOf}` are
 * lists, and so are `{kept}` and `{cards}`, what stays until the last words have left; `{person}` and `{reference}` are
 * one text each.
 */
export type Condition = string;

/** One thing that erasing does to a table: rows that go, or columns that are emptied. */
export interface EraseStep {
  readonly where: Condition;
  /** Assignments that leave nothing of a person; the rows go when absent. */
  readonly set?: string;
}

/** How a table stands to the persons whom the hotline serves. */
export interface TableRule {
  readonly table: string;
  /** What a person is given of it. */
  readonly exported?: { readonly where: Condition; readonly columns: readonly string[] };
  /** Columns that nobody is given: ids, the machinery, what belongs to others. */
  readonly inner: readonly string[];
  readonly erased: readonly EraseStep[];
  /** How long it is kept otherwise; « none » where nothing is about a person. */
  readonly kept: PeriodId | 'none';
}

/** A table that is about nobody whom the hotline serves, or only by ids that open nothing. */
export const nobody = (table: string, ...inner: string[]): TableRule => ({
  table,
  inner,
  erased: [],
  kept: 'none',
});
