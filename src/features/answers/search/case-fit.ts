import type { Buyer, Category } from '#src/calculators/buyers.ts';
import { type AskedCase, namedCases } from '#src/reader/detect-case.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';

/** What a page about another buyer or another category keeps of its score. */
const OTHER_CASE = 0.8;

/** The buyers and categories that a page's own question speaks of; none when it holds for any. */
export interface PageCase {
  readonly buyers: readonly Buyer[];
  readonly categories: readonly Category[];
}

const cases = new WeakMap<Passage, PageCase>();

/** The case that a page's own question speaks of. */
export function caseOf(passage: Passage): PageCase {
  const known = cases.get(passage);
  if (known) return known;
  const found = namedCases(`${passage.heading} ${passage.appliesTo ?? ''}`);
  cases.set(passage, found);
  return found;
}

/**
 * Whether a page is about another case than the one asked: a page on hospitals does not answer for a town hall. A page
 * or a question that names no case fits any.
 */
export function isOtherCase(passage: Passage, asked: AskedCase): boolean {
  const { buyers, categories } = caseOf(passage);
  const differs = <T>(theirs: readonly T[], mine: T | undefined) =>
    mine !== undefined && theirs.length > 0 && !theirs.includes(mine);
  return differs(buyers, asked.buyer) || differs(categories, asked.category);
}

/** A factor on a page's score: less for another case than the one asked. */
export const caseWeight = (passage: Passage, asked: AskedCase): number =>
  isOtherCase(passage, asked) ? OTHER_CASE : 1;
