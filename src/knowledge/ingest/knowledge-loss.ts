import type { Passage } from '#src/retrieval/passages/passage.ts';

/** How many passages each page had, when the folder was last known to be whole. */
export interface WholeKnowledge {
  readonly passages: number;
  readonly pages: readonly { readonly id: string; readonly title: string; readonly passages: number }[];
}

/** A folder that lost so much that it is not put in service by itself. */
export interface KnowledgeLoss {
  /** What the folder holds now, and what it held when it was whole. */
  readonly passages: number;
  readonly before: number;
  /** Pages that lost passages, the heaviest loss first. */
  readonly gone: readonly { readonly title: string; readonly passages: number }[];
  /** Of the content that waits to be accepted. */
  readonly digest: string;
}

/** A folder that lost more than one passage in so many was not emptied by somebody who writes. */
const TOLERATED = 5;

/** What there is to compare later contents with. */
export function wholeOf(passages: readonly Passage[]): WholeKnowledge {
  const pages = Map.groupBy(passages, ({ documentId }) => documentId);
  return {
    passages: passages.length,
    pages: [...pages].map(([id, [first, ...rest]]) => ({
      id,
      title: first?.document.title ?? id,
      passages: 1 + rest.length,
    })),
  };
}

/**
 * What a content lost since the folder was whole; undefined when it may be put in service. Files that go one by one are
 * counted together: it is never compared with what they had left. An empty content is always a loss.
 */
export function lossOf(
  passages: readonly Passage[],
  whole: WholeKnowledge,
  digest: string,
): KnowledgeLoss | undefined {
  const isLost = passages.length === 0 || (whole.passages - passages.length) * TOLERATED > whole.passages;
  if (!isLost) return undefined;
  const now = new Map(wholeOf(passages).pages.map((page) => [page.id, page.passages]));
  const gone = whole.pages
    .map(({ id, title, passages: before }) => ({ title, passages: before - (now.get(id) ?? 0) }))
    .filter((page) => page.passages > 0)
    .sort((one, other) => other.passages - one.passages);
  return { passages: passages.length, before: whole.passages, gone, digest };
}
