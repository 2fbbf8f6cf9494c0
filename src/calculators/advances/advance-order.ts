import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';
import type { AdvanceRight } from './advance.ts';

/**
 * What a framework contract with purchase orders gives as advance. `per-order`: one for each order that passes the
 * thresholds, as it sets no minimum (R2191-16); `once`: a single one, on its minimum (R2191-17); `unsure`: its minimum is
 * unsaid, or too low for either article.
 */
export type OrderAdvance = 'per-order' | 'once' | 'unsure';

/** The advance of an order, with what decides it. */
export interface OrderAdvanceResult {
  readonly way: OrderAdvance;
  /** From what minimum the advance comes in one go. */
  readonly minimumThreshold: KnownFigure;
  /** Whether this order opens an advance of its own; undefined when something unsaid decides. */
  readonly due: boolean | undefined;
}

/**
 * Whether a purchase order opens an advance of its own.
 * @param minimum the framework's minimum in € HT, `none` when it says that there is none, undefined when it is unsaid
 * @param right the right that the order's own amount, time and buyer give
 * @returns undefined when the threshold is unknown at the date
 */
export function orderAdvance(
  minimum: number | 'none' | undefined,
  right: AdvanceRight,
  figures: FiguresAt,
): OrderAdvanceResult | undefined {
  const minimumThreshold = figures.get('avance-accord-cadre-minimum');
  if (!minimumThreshold) return undefined;
  const once = typeof minimum === 'number' && minimum > minimumThreshold.number;
  const way: OrderAdvance = minimum === 'none' ? 'per-order' : once ? 'once' : 'unsure';
  if (way === 'once') return { way, minimumThreshold, due: false };
  const due = right.due === false ? false : way === 'per-order' ? right.due : undefined;
  return { way, minimumThreshold, due };
}
