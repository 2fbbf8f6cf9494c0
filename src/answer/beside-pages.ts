import type { Passage } from '#src/retrieval/passage.ts';

/**
 * What an answer may be made of: a document dropped as it is never speaks beside a page of the team, because what
 * contradicts the page would pass for proved. It speaks when it is what was found first.
 * @param found the best first
 */
export function besidePages<T>(found: readonly T[], passageOf: (one: T) => Passage): readonly T[] {
  const isDocument = (one: T): boolean => passageOf(one).document.kind === 'document';
  return found[0] !== undefined && isDocument(found[0]) ? found : found.filter((one) => !isDocument(one));
}
