import type { ExpandedQuery } from './expand.ts';
import { QueryExpander } from './expand.ts';
import { fuse } from './fusion.ts';
import type { KnowledgeBase } from './knowledge-base.ts';
import { type Passage, type PassageFilter, serves } from './passage.ts';

/** A passage found, with what speaks for it. */
export interface Hit {
  readonly passage: Passage;
  /** Fused score, comparable within one search only. */
  readonly score: number;
  /** Keyword score over the best that this question could reach, 0 to 1: comparable between questions. */
  readonly lexical: number;
  /** Cosine of the nearest of the passage's texts, −1 to 1; 0 without vectors. */
  readonly cosine: number;
}

/** What a search gives: the hits, and the question as understood. */
export interface SearchResult {
  readonly hits: readonly Hit[];
  readonly query: ExpandedQuery;
  /** Whether the vector half took part: false when its endpoint failed and the keywords served alone. */
  readonly withVectors: boolean;
}

/** PORT. Finds the passages that may answer a question. */
export interface Retriever {
  search(question: string, options: SearchOptions): Promise<SearchResult>;
}

export interface SearchOptions {
  readonly k: number;
  readonly filter: PassageFilter;
  /** A factor on a passage's score, for what the question says of its case; 1 when absent. */
  readonly weigh?: (passage: Passage) => number;
}

/** Vector neighbours looked at: several of them usually stand for one passage. */
const NEIGHBOURS = 80;

/** Hybrid search in one knowledge base: fielded BM25 and vectors, fused by max-normalised sum. */
export class HybridRetriever implements Retriever {
  readonly #base: KnowledgeBase;
  readonly #expander: QueryExpander;

  constructor(base: KnowledgeBase) {
    this.#base = base;
    this.#expander = new QueryExpander(base.keywords, base.spelling, base.glossary, base.fidelity);
  }

  async search(question: string, { k, filter, weigh = () => 1 }: SearchOptions): Promise<SearchResult> {
    const { passages, keywords } = this.#base;
    const query = this.#expander.expand(question);
    const { scores, best } = keywords.search(query.terms);
    const cosines = await this.#cosines(query.text, passages.length);
    const allowed = passages.map((passage) => serves(passage, filter));
    const ranked = fuse({
      keyword: scores,
      cosine: cosines,
      allowed,
      weightOf: (index) => priorOf(passages[index] as Passage) * weigh(passages[index] as Passage),
      limit: k,
    });
    const hits = ranked.slice(0, k).map(({ index, score }) => ({
      passage: passages[index] as Passage,
      score,
      lexical: best > 0 ? (scores[index] as number) / best : 0,
      cosine: cosines?.[index] ?? 0,
    }));
    return { hits, query, withVectors: cosines !== undefined };
  }

  /** Best cosine of each passage; undefined when the vectors can't serve now. */
  async #cosines(text: string, size: number): Promise<Float64Array | undefined> {
    const { vectors } = this.#base;
    if (!vectors || !text) return undefined;
    const query = await vectors.embedder.embedQuery(text).catch(() => undefined);
    if (!query?.some((value) => value !== 0)) return undefined;
    const cosines = new Float64Array(size);
    for (const { index, cosine } of vectors.index.search(query, NEIGHBOURS)) {
      const owner = vectors.owners[index] as number;
      cosines[owner] = Math.max(cosines[owner] as number, cosine);
    }
    return cosines;
  }
}

/** Pages written and checked by the team go before documents of the same relevance. */
export function priorOf(passage: Passage): number {
  if (passage.document.kind === 'document') return 0.8;
  return passage.document.audience === 'buyer' ? 0.9 : 1;
}
