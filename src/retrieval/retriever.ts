import type { Regime } from '#src/knowledge/model/regime.ts';
import { KeepLast } from '#src/platform/keep-last.ts';
import type { Continuation } from '#src/reader/encoder/continuation.ts';
import type { Within } from '#src/reader/encoder/within.ts';
import type { WishScore } from '#src/reader/wish/meaning.ts';
import { articlesIn } from '#src/reference/article-number.ts';
import { bestOf, type FusionTop, fusedScores, MOST_FUSED, topOf } from '#src/retrieval/fusion/fusion.ts';
import { MEANING, nearestOf, ordinaryOf, withMeaning } from '#src/retrieval/fusion/meaning.ts';
import { type RankFeatures, rerank } from '#src/retrieval/fusion/rerank.ts';
import type { ExpandedQuery } from '#src/retrieval/keyword/expand.ts';
import { QueryExpander } from '#src/retrieval/keyword/expand.ts';
import { type Passage, type PassageFilter, serves } from '#src/retrieval/passages/passage.ts';
import { shortTaxes } from '#src/retrieval/short-taxes.ts';
import type { KnowledgeBase } from './knowledge-base.ts';
import { articleOn } from './law-index.ts';
import { embedSaid, embedWithin } from './vectors/reader-embedder.ts';

/** A passage found, with what speaks for it. */
export interface Hit {
  readonly passage: Passage;
  /** Fused score, comparable within one search only. */
  readonly score: number;
  /** Keyword score over the best that this question could reach, 0 to 1: comparable between questions. */
  readonly lexical: number;
  /** Cosine of the nearest of the passage's texts, −1 to 1; 0 without vectors. */
  readonly cosine: number;
  /** What the reader says of it: two cosines, its profile and its words added; absent where it does not read. */
  readonly meaning?: number | undefined;
  /** What the words that people said of it add to that, as odds; absent where the reader does not read. */
  readonly said?: number | undefined;
  /** What the closer look saw of a page; absent for an article, and for pages far behind. */
  readonly features?: RankFeatures | undefined;
}

/** What a search gives: the hits, and the question as understood. */
export interface SearchResult {
  readonly hits: readonly Hit[];
  readonly query: ExpandedQuery;
  /** Whether the vector half took part: false when its endpoint failed and the keywords served alone. */
  readonly withVectors: boolean;
  /** What the reader made of the question; absent where it does not read. */
  readonly read?: ReadQuestion | undefined;
  /** Several readings were searched as one, and none of the first pages is surely the one that they ask. */
  readonly isUndecided?: boolean | undefined;
}

/** What the reader makes of a question, beside the pages. */
export interface ReadQuestion {
  /** What it may be a wish for, likeliest first; a question about the rules is one of them. */
  readonly wishes: readonly WishScore[];
  /** The score by meaning of an ordinary page, which is not asked for. */
  readonly ordinary: number;
  /** It was read after an answer: its own words may be few, and say little by themselves. */
  readonly isContinuation: boolean;
  /** The regime of the pages that were searched: the question's own, or as the reader took it. */
  readonly regime: Regime;
}

/** PORT. Finds the passages that may answer a question. */
export interface Retriever {
  search(question: string, options: SearchOptions): Promise<SearchResult>;
}

export interface SearchOptions {
  readonly k: number;
  readonly filter: PassageFilter;
  /** The regimes that a question which names none may be of: where the page nearest in meaning is, that one is searched. */
  readonly mayBeOf?: readonly Regime[] | undefined;
  /** A factor on a passage's score, for what the question says of its case; 1 when absent. */
  readonly weigh?: (passage: Passage) => number;
  /** What is searched: the pages alone when absent, the documents, the articles of imported codes, or all in one list. */
  readonly among?: 'pages' | 'documents' | 'law' | 'all';
  /** The message as it was typed, and what was said before it: how the reader reads it. Alone, when absent. */
  readonly continuation?: Continuation | undefined;
  /** Where the question stands in a message that asks several: how the reader reads it beside. */
  readonly within?: Within | undefined;
}

/** Vector neighbours looked at: several of them usually stand for one passage. */
const NEIGHBOURS = 80;

/** Pages looked at more closely, to put the best first. */
export const RERANKED = 16;

/** Messages whose pages are kept as they were read. */
const READ_KEPT = 8;

/** What is searched as one: the pages, the documents, or the law. */
type Corpus = Pick<KnowledgeBase, 'passages' | 'keywords' | 'spelling'> & {
  readonly vectors?: Pick<NonNullable<KnowledgeBase['vectors']>, 'index' | 'owners'> | undefined;
};

/** A corpus searched: its hits in order, what counts as a full score there, and the question as it reads it. */
interface Searched extends SearchResult {
  readonly top: FusionTop;
}

/** Hybrid search in one knowledge base: fielded BM25 and vectors, fused by max-normalised sum. */
export class HybridRetriever implements Retriever {
  readonly #base: KnowledgeBase;
  readonly #pages: Corpus;
  readonly #expander: QueryExpander;
  readonly #lawExpander: QueryExpander | undefined;
  readonly #read = new KeepLast<ReadPages | undefined>(READ_KEPT);

  constructor(base: KnowledgeBase) {
    const { glossary, fidelity, law, pages, keywords, spelling, vectors } = base;
    this.#base = base;
    this.#pages = { passages: pages, keywords, spelling, vectors };
    this.#expander = new QueryExpander(base.keywords, base.spelling, glossary, fidelity);
    this.#lawExpander = law && new QueryExpander(law.keywords, law.spelling, glossary, fidelity);
  }

  async search(asked: string, wanted: SearchOptions): Promise<SearchResult> {
    const question = shortTaxes(asked);
    const { continuation } = wanted;
    const options = {
      ...wanted,
      continuation: continuation && { ...continuation, message: shortTaxes(continuation.message) },
    };
    const { law, documents } = this.#base;
    const { among = 'pages' } = options;
    const beside = async (
      corpus: Corpus | undefined,
      expander: QueryExpander | undefined,
      top?: FusionTop,
    ): Promise<Searched> =>
      corpus && expander
        ? this.#searchIn(corpus, expander, question, options, top)
        : { hits: [], query: this.#expander.expand(question), withVectors: false, top: NOTHING };
    const inDocuments = documents && { ...documents, vectors: undefined };
    if (among === 'law') return beside(law, this.#lawExpander);
    if (among === 'documents') return beside(inDocuments, documents?.expander);
    const pages = await this.#searchIn(this.#pages, this.#expander, question, options);
    if (among === 'pages' || (!law && !documents)) return pages;
    // The others are measured on the scale of the pages, which keep their scores whatever they hold.
    const scale = pages.hits.length > 0 ? pages.top : undefined;
    const articles = await beside(law, this.#lawExpander, scale);
    const parts = await beside(inDocuments, documents?.expander, scale);
    const ranked = [...pages.hits, ...parts.hits, ...articles.hits].sort((a, b) => b.score - a.score);
    const named = this.#named(question, options.filter, ranked[0]?.score ?? 0);
    const keys = new Set(named.map((hit) => hit.passage.key));
    const hits = [...named, ...ranked.filter((hit) => !keys.has(hit.passage.key))].slice(0, options.k);
    return { ...pages, hits };
  }

  /** The articles that a question names, whatever their regime: it is them that it wants to see. */
  #named(question: string, { date }: PassageFilter, score: number): Hit[] {
    return articlesIn(question).flatMap((article) => {
      const passage = articleOn(this.#base.law, article, date);
      return passage ? [{ passage, score, lexical: 1, cosine: 0 }] : [];
    });
  }

  async #searchIn(
    corpus: Corpus,
    expander: QueryExpander,
    question: string,
    { k, filter: told, mayBeOf = [], weigh = () => 1, continuation, within }: SearchOptions,
    scale?: FusionTop,
  ): Promise<Searched> {
    const { passages, keywords } = corpus;
    const query = expander.expand(question);
    const { scores, best } = keywords.search(query.terms);
    const cosine = await this.#neighbours(corpus, query.text);
    const isPages = corpus === this.#pages;
    const read = isPages && query.text ? await this.#meaningOf(question, continuation, within) : undefined;
    const meaning = read?.scores;
    const filter = meaning
      ? { ...told, regime: regimeMeant(passages, meaning, { told, mayBeOf, weigh }) }
      : told;
    const allowed = passages.map((passage) => serves(passage, filter));
    const lexical = (score: number) => (best > 0 ? score / best : 0);
    const found = topOf({ keyword: scores, cosine, allowed });
    // Pages that the reader puts in order score 1 at most: so does what stands beside them.
    const share = scale && cosine && this.#base.meaning ? 1 / MOST_FUSED : 1;
    const weightOf = (index: number) =>
      share * priorOf(passages[index] as Passage) * weigh(passages[index] as Passage);
    const wordScores = fusedScores({
      keyword: scores,
      cosine,
      allowed,
      weightOf,
      top: scale
        ? { keyword: scale.keyword * best || found.keyword, cosine: scale.cosine || found.cosine }
        : found,
    });
    const fused = bestOf(wordScores, Math.max(k, RERANKED));
    // Articles have no wordings to be compared with.
    const ranked: Ranking[] = isPages
      ? this.#closer(query, fused, { weightOf, allowed, wordScores, meaning })
      : fused;
    const hits = ranked.slice(0, k).map(({ index, score, features }) => ({
      passage: passages[index] as Passage,
      score,
      features,
      lexical: lexical(scores[index] as number),
      cosine: cosine?.[index] ?? 0,
      meaning: meaning?.[index],
      said: read?.said[index],
    }));
    const top = {
      keyword: lexical(found.keyword),
      cosine: cosine ? found.cosine : nearness(meaning, allowed),
    };
    const readAs = meaning && {
      wishes:
        (await this.#base.meaning?.readWishes(continuation?.message ?? question, continuation?.after)) ?? [],
      ordinary: ordinaryOf(meaning),
      isContinuation: continuation !== undefined,
      regime: filter.regime,
    };
    return { hits, query, withVectors: cosine !== undefined, top, read: readAs };
  }

  /** The first pages, by words and by meaning, in the order of a closer look; the others stay behind them. */
  #closer(
    query: ExpandedQuery,
    fused: readonly Ranking[],
    { weightOf, allowed, wordScores, meaning }: Closer,
  ): Ranking[] {
    const byWords = fused.slice(0, RERANKED);
    const seen = new Set(byWords.map(({ index }) => index));
    const byMeaning = (meaning ? nearestOf(meaning, allowed, MEANING.nearest) : [])
      .filter((index) => !seen.has(index))
      .map((index) => ({ index, score: wordScores[index] as number }));
    const indexes = new Map<Passage, number>();
    const candidates = [...byWords, ...byMeaning].map(({ index, score }) => {
      const passage = this.#base.pages[index] as Passage;
      indexes.set(passage, index);
      const factor = weightOf(index);
      return { passage, factor, fused: score / factor };
    });
    const looked = rerank(query, candidates, this.#base).map(({ candidate, score, features }) => {
      const index = indexes.get(candidate.passage) as number;
      const { passage, factor: whole } = candidate;
      const prior = priorOf(passage);
      // A page for another case loses of both; one that is not our own, less in meaning.
      const factor = (whole / prior) * prior ** MEANING.prior;
      return { index, score, features, meaning: meaning?.[index] ?? 0, factor };
    });
    const scores = meaning && withMeaning(looked, ordinaryOf(meaning));
    const first = looked
      .map(({ index, score, features }, at) => ({ index, score: scores?.[at] ?? score, features }))
      .toSorted((a, b) => b.score - a.score);
    const least = first.at(-1)?.score ?? 0;
    const behind = new Set(first.map(({ index }) => index));
    return [
      ...first,
      ...fused
        .filter(({ index }) => !behind.has(index))
        .map(({ index, score }) => ({ index, score: Math.min(score, least) })),
    ];
  }

  /** What the reader says of each page; undefined where it does not read. A message is searched several times a turn. */
  #meaningOf(
    question: string,
    continuation: Continuation | undefined,
    within: Within | undefined,
  ): Promise<ReadPages | undefined> {
    const message = continuation?.message ?? question;
    return this.#read.of(
      JSON.stringify([message, continuation?.after, within]),
      () => readPages(this.#base, message, { after: continuation?.after, within }),
      (read) => read !== undefined,
    );
  }

  /** Best cosine of each passage that has a vector of its own here; undefined where there are none, or nothing reads now. */
  async #neighbours({ passages, vectors }: Corpus, text: string): Promise<Float64Array | undefined> {
    const { vectors: ofEndpoint, meaning } = this.#base;
    if (!vectors || !text) return undefined;
    const query = ofEndpoint
      ? await ofEndpoint.endpoint.embedQuery(text).catch(() => undefined)
      : meaning && (await embedSaid(meaning.reader, text));
    if (!query?.some((value) => value !== 0)) return undefined;
    const cosines = new Float64Array(passages.length);
    for (const { index, cosine } of vectors.index.search(query, NEIGHBOURS)) {
      const owner = vectors.owners[index] as number;
      cosines[owner] = Math.max(cosines[owner] as number, cosine);
    }
    return cosines;
  }
}

/** What the reader says of each page, and what of that the words alone say. */
interface ReadPages {
  readonly scores: Float64Array;
  readonly said: Float64Array;
}

async function readPages(
  { meaning, said: bayes }: KnowledgeBase,
  message: string,
  { after, within }: { readonly after: Continuation['after'] | undefined } & Pick<SearchOptions, 'within'>,
): Promise<ReadPages | undefined> {
  if (!meaning || meaning.index.size === 0) return undefined;
  const query = await embedSaid(meaning.reader, message, after);
  if (!query) return undefined;
  const said = bayes.scores(message);
  const alone = meaning.index.scores(query);
  const inMessage = within && (await embedWithin(meaning.reader, within));
  const beside = inMessage && meaning.index.scores(inMessage);
  // What was said around it, and what it says by itself: each errs where the other does not.
  const scores = beside ? alone.map((score, place) => (score + (beside[place] as number)) / 2) : alone;
  return { scores: scores.map((score, place) => score + MEANING.said * (said[place] ?? 0)), said };
}

/** How far a page of another regime must be before those of the told one, on the scale of the meanings. */
const AHEAD = 0.1;
/** A page that is set aside, or is for another case, says nothing of the regime. */
const SET_ASIDE = 0.5;

/**
 * The regime of a question that names none: that of the page nearest in meaning, where it is well before those of the told
 * one. « on gère la piscine de la ville, doit-on en confier une part ? » is on a concession. Of 34 questions of people on
 * a concession, a network, the army or a private client that name none, 31 are read so; of 2,626 others, none.
 */
function regimeMeant(
  passages: readonly Passage[],
  meaning: Float64Array,
  { told, mayBeOf, weigh }: Required<Pick<SearchOptions, 'mayBeOf' | 'weigh'>> & { told: PassageFilter },
): Regime {
  if (!mayBeOf?.length) return told.regime;
  const counts = (passage: Passage, filter: PassageFilter) =>
    serves(passage, filter) && weigh(passage) >= SET_ASIDE;
  const isOther = (passage: Passage) =>
    mayBeOf.includes(passage.regime) &&
    !serves(passage, told) &&
    counts(passage, { ...told, regime: passage.regime });
  const [other] = nearestOf(meaning, passages.map(isOther), 1);
  if (other === undefined) return told.regime;
  // Few pages are as near: only these are weighed.
  const least = (meaning[other] as number) - AHEAD;
  const isTold = passages.some(
    (passage, place) => (meaning[place] as number) >= least && counts(passage, told),
  );
  return isTold ? told.regime : (passages[other] as Passage).regime;
}

/** The cosine of what is nearest by its meaning, of which two are added; 0 where nothing is read, or near. */
function nearness(meaning: Float64Array | undefined, allowed: readonly boolean[]): number {
  const [nearest] = meaning ? nearestOf(meaning, allowed, 1) : [];
  return nearest === undefined ? 0 : Math.max(0, (meaning?.[nearest] ?? 0) / 2);
}

/** What the closer look is told of the pages. */
interface Closer {
  readonly weightOf: (index: number) => number;
  readonly allowed: readonly boolean[];
  /** Of every page. */
  readonly wordScores: Float64Array;
  readonly meaning: Float64Array | undefined;
}

/** A place among the passages, and its score. */
interface Ranking {
  readonly index: number;
  readonly score: number;
  readonly features?: RankFeatures | undefined;
}

const NOTHING: FusionTop = { keyword: 0, cosine: 0 };

/** Pages written and checked by the team go before documents and articles of the same relevance. */
export function priorOf(passage: Passage): number {
  const { kind, audience } = passage.document;
  if (kind === 'document') return 0.8;
  if (kind === 'law') return passage.law?.overseas ? 0.4 : 0.8;
  return audience === 'buyer' ? 0.9 : 1;
}
