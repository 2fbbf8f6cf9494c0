import type { Passage } from '#src/retrieval/passage.ts';
import { type AskedCase, detectCase } from './detect-case.ts';

/** What a page about another buyer or another category keeps of its score. */
const OTHER_CASE = 0.8;

const fits = new WeakMap<Passage, AskedCase>();

/** The case that a page's own question speaks of. */
export function caseOf(passage: Passage): AskedCase {
  const known = fits.get(passage);
  if (known) return known;
  const found = detectCase(`${passage.heading} ${passage.appliesTo ?? ''}`);
  fits.set(passage, found);
  return found;
}

/**
 * Whether a page is about another case than the one asked: a page on hospitals does not answer for a town hall. A page
 * or a question that names no case fits any.
 */
export function isOtherCase(passage: Passage, asked: AskedCase): boolean {
  const { buyer, category } = caseOf(passage);
  const differs = <T>(mine: T | undefined, theirs: T | undefined) =>
    mine !== undefined && theirs !== undefined && mine !== theirs;
  return differs(buyer, asked.buyer) || differs(category, asked.category);
}

/** A factor on a page's score: less for another case than the one asked. */
export const caseWeight = (passage: Passage, asked: AskedCase): number =>
  isOtherCase(passage, asked) ? OTHER_CASE : 1;
