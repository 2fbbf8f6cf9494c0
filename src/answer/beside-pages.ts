import type { Hit } from '#src/retrieval/retriever.ts';

/** Part of a document's score from which a page of the team is as good an answer. */
const AS_GOOD = 0.8;

/**
 * What an answer may be made of. A document dropped as it is never speaks beside a page of the team, nor before one
 * that is nearly as good: a text made of the words of a question comes first too, and what contradicts a page would
 * pass for proved.
 * @param found the best first
 */
export function besidePages<T>(
  found: readonly T[],
  hitOf: (one: T) => Pick<Hit, 'passage' | 'score'>,
): readonly T[] {
  const isDocument = (one: T): boolean => hitOf(one).passage.document.kind === 'document';
  const pages = found.filter((one) => !isDocument(one));
  const [first] = found;
  const [page] = pages;
  if (first === undefined || !isDocument(first)) return pages;
  return page !== undefined && hitOf(page).score >= AS_GOOD * hitOf(first).score ? pages : found;
}
