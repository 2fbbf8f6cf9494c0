/** « 62 000 euros hors taxes »: how a sum is counted, in full, after it. */
const TAXES: readonly [RegExp, string][] = [
  [/(\d(?:[\s.]{0,2}(?:€|k€|euros?))?)[\s,]{0,2}\(?hors[- ]taxes?(?![\p{L}\d])\)?/giu, '$1 HT'],
  [/(\d(?:[\s.]{0,2}(?:€|k€|euros?))?)[\s,]{0,2}\(?toutes? taxes comprises?(?![\p{L}\d])\)?/giu, '$1 TTC'],
];

/**
 * A question as pages are searched for it: « hors taxes » after a sum is written as most people write it. In full it would
 * find the page on taxes before the one that is asked for.
 */
export const shortTaxes = (question: string): string =>
  TAXES.reduce((text, [said, short]) => text.replace(said, short), question);
