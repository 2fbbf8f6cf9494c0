import type { Buyer, Category } from '#src/calculators/buyers.ts';
import { type AskedCase, namedBodies, namedCases, type OwnBody } from '#src/reader/detect-case.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';

/** What a page about another buyer or another category keeps of its score. */
const OTHER_CASE = 0.8;
/** … and of a page about another kind of buyer, for who says to be one: its rules are not theirs. */
const OTHER_BUYER = 0.6;

/** The buyers and categories that a page's own question speaks of; none when it holds for any. */
export interface PageCase {
  readonly buyers: readonly Buyer[];
  /** Local bodies that have rules of their own. */
  readonly bodies: readonly OwnBody[];
  readonly categories: readonly Category[];
}

const cases = new WeakMap<Passage, PageCase>();

/** The case that a page's own question speaks of. */
export function caseOf(passage: Passage): PageCase {
  const known = cases.get(passage);
  if (known) return known;
  const text = `${passage.heading} ${passage.appliesTo ?? ''}`;
  const found = { ...namedCases(text), bodies: namedBodies(text) };
  cases.set(passage, found);
  return found;
}

/**
 * Whether a page is about another case than the one asked: a page on hospitals does not answer for a town hall. A page
 * or a question that names no case fits any.
 */
export function isOtherCase(passage: Passage, asked: AskedCase): boolean {
  const { categories } = caseOf(passage);
  return isOtherBuyer(passage, asked) || differs(categories, asked.category);
}

const differs = <T>(theirs: readonly T[], mine: T | undefined): boolean =>
  mine !== undefined && theirs.length > 0 && !theirs.includes(mine);

/** Whether a page is about another buyer: one on care homes is not about a town, though both are local. */
function isOtherBuyer(passage: Passage, { buyer, body }: AskedCase): boolean {
  const { buyers, bodies } = caseOf(passage);
  if (differs(buyers, buyer)) return true;
  return buyer === 'local' && bodies.length > 0 && (body === undefined || !bodies.includes(body));
}

/**
 * A factor on a page's score: less for another case than the one asked.
 * @param buys who asks is the buyer
 */
export const caseWeight = (passage: Passage, asked: AskedCase, buys = false): number => {
  if (!isOtherCase(passage, asked)) return 1;
  return buys && isOtherBuyer(passage, asked) ? OTHER_BUYER : OTHER_CASE;
};
