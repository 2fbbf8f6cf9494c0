import type { Duration, Quantities } from '#src/reader/quantities.ts';

/** What makes a contract last longer than was said of it first. */
const ADDS_TIME =
  /\breconduct\w*|\breconduit\w*|\brenouvel\w*|\bprolong\w*|\b(?:et|en|de) plus\b|\bplus (?=une?\b|\d)|\+|\bajout\w*|\bsupplementaires?\b/;

/** « un an de reconduction », « on ajoute 6 mois »: a time that comes on top of the one said before, in a folded text. */
export function isTimeAdded({ text }: Pick<Quantities, 'text'>, { at, end }: Duration, since = 0): boolean {
  const after = text.slice(end, end + 30).split(/[.;?!]/)[0] ?? '';
  return ADDS_TIME.test(text.slice(since, at)) || ADDS_TIME.test(after);
}
