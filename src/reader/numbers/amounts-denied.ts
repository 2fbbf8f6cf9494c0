import type { Place } from './turnover-features.ts';

/** Before what is said not to be so: « ils ne demandent pas 300 000 mais 200 000 ». */
const DENIED = /\b(?:pas|jamais) (?:de |les |a )?$/;
/** « le marché ne dépasse pas 100 000 € » */
const AT_MOST = /\b(?:depass|exced|attein|va)\w{0,6} (?:pas|jamais) (?:de |les |a )?$/;
/** Between two amounts, of which the second was a mistake: « 120 000 pas 210 000 ». */
const TAKEN_BACK =
  /^(?: |€|euros?\b|ht\b|ttc\b|de\b|du\b|chiffres?\b|d'affaires?\b|ca\b|mini(?:mum)?\b|annuel\b|,){0,12}(?:c'est |mais )?(?:pas|et non|non|au lieu de) (?:de |les )?$/;

/** The amounts of a folded text that it does not say away: « 120 000 pas 210 000 » leaves the first. */
export function amountsThatStand<Amount extends Place>(text: string, amounts: readonly Amount[]): Amount[] {
  return amounts.filter(({ at }, index) => {
    const before = text.slice(Math.max(0, at - 40), at);
    if (DENIED.test(before) && !AT_MOST.test(before)) return false;
    const last = amounts[index - 1];
    return !last || !TAKEN_BACK.test(text.slice(last.end, at));
  });
}
