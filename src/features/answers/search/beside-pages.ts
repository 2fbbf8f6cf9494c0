import type { Hit } from '#src/retrieval/retriever.ts';

/** Part of a document's score from which a page of the team is as good an answer. */
const AS_GOOD = 0.8;

/**
 * What an answer may be made of, the best first; nothing when nothing found is evidence enough. A document dropped as
 * it is never speaks beside a page of the team, nor before one that is nearly as good and answers by itself: a text made
 * of the words of a question comes first too, and what contradicts a page would pass for proved.
 * @param found the best first
 * @param hasEvidence whether the first of some hits answers the question
 */
export function hitsToServe<T extends Pick<Hit, 'passage' | 'score'>>(
  found: readonly T[],
  hasEvidence: (hits: readonly T[]) => boolean,
): readonly T[] {
  const [first] = found;
  const pages = found.filter((hit) => !isDocument(hit));
  if (!first) return [];
  if (!isDocument(first)) return hasEvidence(found) ? pages : [];
  const [page] = pages;
  const answers = page !== undefined && hasEvidence(pages);
  if (answers && page.score >= AS_GOOD * first.score) return pages;
  if (hasEvidence(found)) return found.filter(isDocument);
  return answers ? pages : [];
}

const isDocument = ({ passage }: Pick<Hit, 'passage'>): boolean => passage.document.kind === 'document';
