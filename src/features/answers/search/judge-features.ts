import { stemsOf } from '#src/platform/french/text-analysis.ts';
import { generalRarity } from '#src/retrieval/general-french/general-french.ts';
import { nearestWord } from '#src/retrieval/keyword/word-likeness.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { bodyText, questionsAnswered } from '#src/retrieval/passages/index-content.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import type { SearchResult } from '#src/retrieval/retriever.ts';
import { type AskedKind, kindsAsked, kindsHeld } from './asked-kinds.ts';

/**
 * What speaks for there being an answer to this question, or against it. A retrieval score alone cannot tell « right
 * subject, answer absent »: what the best page covers counts too, how telling each word is, and whether the words are
 * those of our subject at all. The weight of a word is its rarity in the index times its fidelity.
 */
export interface JudgeFeatures {
  /** Keyword score of the best page over the best possible for this question, 0 to 1. */
  readonly lexical: number;
  /** Part of the question's weight that stands in the best page, 0 to 1. */
  readonly coverage: number;
  /** Likeness (F1) of the question and the nearest one of the page's question and wordings, 0 to 1. */
  readonly wording: number;
  /** Part of the question's weight that the index knows as typed, 0 to 1. */
  readonly known: number;
  /** Weight of the words that stand in the page's questions, as a logarithm: many telling words prove more than one. */
  readonly evidence: number;
  /** How much more usual the question's words are in our pages than in everyday French, about −1 to 1. */
  readonly domain: number;
  /** Mean fidelity of the words, about 1: words such as a trade tell who asks, not what. */
  readonly fidelity: number;
  /** Words of the question, 15 and more as 1: a long one covers less of itself. */
  readonly length: number;
  /** Keyword score of the second page, as `lexical`. */
  readonly runnerUp: number;
  /** Part of the next four pages that are of the same document: the subject is held by several pages. */
  readonly agreement: number;
  /** Part of the question's weight in the page's questions, a word that is not there counting as its nearest one there. */
  readonly near: number;
  /** When a figure is asked, what `near` leaves: it must be the figure of that very thing. */
  readonly figure: number;
  /** 1 when a price is asked and the page's questions speak of none. */
  readonly price: number;
  /** 1 when a model to copy is asked and the page's questions speak of none. */
  readonly model: number;
  /** 1 when what changes from day to day is asked, and the page's questions speak of no such thing. */
  readonly ofTheDay: number;
  /** How far the best page is before the second, 0 to 1 of its score. */
  readonly margin: number;
}

export const FEATURE_NAMES: readonly (keyof JudgeFeatures)[] = [
  'lexical',
  'coverage',
  'wording',
  'known',
  'evidence',
  'domain',
  'fidelity',
  'length',
  'runnerUp',
  'agreement',
  'near',
  'figure',
  'price',
  'model',
  'ofTheDay',
  'margin',
];

/** What the judge needs of a knowledge base. */
export type JudgeBase = Pick<KnowledgeBase, 'keywords' | 'fidelity'>;

/** A second page is found as well as the first from this part of its score. */
const AS_GOOD = 0.98;
/** Words that count as the longest question. */
const LONG = 15;
/** The logarithm of a great deal of evidence, and of a word that is thoroughly ours: they bring features to about 1. */
const MUCH_EVIDENCE = 4;
const MUCH_OURS = 5;
/** A word on no page is rarer than one on a single page by this much, in natural logarithm. */
const ON_NO_PAGE = Math.log(3);
/** Brings the two rarities to the same scale: an average word of our subject is then at 0. */
const SAME_SCALE = 2.9;

/** Features of a question's best hit; undefined when nothing was found. */
export function judgeFeatures(
  result: SearchResult,
  { keywords, fidelity }: JudgeBase,
): JudgeFeatures | undefined {
  const [best, second] = result.hits;
  if (!best) return undefined;
  const { doubtfulStems } = result.query;
  const stems = result.query.ownStems.filter((stem) => !/^\d/.test(stem));
  const weightOf = (stem: string) => keywords.idf(stem) * fidelity(stem);
  const weigh = (some: Iterable<string>) => [...some].reduce((sum, stem) => sum + weightOf(stem), 0);
  const total = weigh(stems);
  const part = (has: (stem: string) => boolean) => (total === 0 ? 0 : weigh(stems.filter(has)) / total);
  const mean = (of: (stem: string) => number) =>
    stems.reduce((sum, stem) => sum + of(stem), 0) / Math.max(1, stems.length);
  const { asked, body, kinds } = wordsOf(best.passage);
  const near =
    total === 0 ? 0 : stems.reduce((sum, stem) => sum + weightOf(stem) * nearestWord(stem, asked), 0) / total;
  const wanted = kindsAsked(result.query.asked);
  // A question in two halves is answered by two pages that are found as one: « ça dure combien et ça coûte ? »
  const twin = second && second.score >= AS_GOOD * best.score ? wordsOf(second.passage).kinds : undefined;
  const lacks = (kind: AskedKind) => (wanted.has(kind) && !kinds.has(kind) && !twin?.has(kind) ? 1 : 0);
  const ours = (stem: string) =>
    generalRarity(stem) - keywords.idf(stem) - (keywords.has(stem) ? 0 : ON_NO_PAGE) - SAME_SCALE;
  const next = result.hits.slice(1, 5);
  return {
    lexical: best.lexical,
    coverage: part((stem) => asked.has(stem) || body.has(stem)),
    wording: wordingLikeness(best.passage, result, { keywords, fidelity }),
    known: part((stem) => !doubtfulStems.has(stem)),
    evidence: Math.log1p(weigh(stems.filter((stem) => asked.has(stem)))) / MUCH_EVIDENCE,
    domain: mean(ours) / MUCH_OURS,
    fidelity: mean(fidelity),
    length: Math.min(stems.length, LONG) / LONG,
    runnerUp: second?.lexical ?? 0,
    agreement: next.filter(({ passage }) => passage.documentId === best.passage.documentId).length / 4,
    near,
    figure: wanted.has('figure') ? 1 - near : 0,
    price: lacks('price'),
    model: lacks('model'),
    ofTheDay: lacks('of-the-day'),
    margin: second ? 1 - second.score / best.score : 1,
  };
}

/** Likeness (F1) of a question and the nearest one of a page's question and wordings, 0 to 1. */
export function wordingLikeness(
  passage: Passage,
  { query }: Pick<SearchResult, 'query'>,
  { keywords, fidelity }: Pick<JudgeBase, 'keywords' | 'fidelity'>,
): number {
  const stems = query.ownStems.filter((stem) => !/^\d/.test(stem));
  const weigh = (some: Iterable<string>) =>
    [...some].reduce((sum, stem) => sum + keywords.idf(stem) * fidelity(stem), 0);
  const total = weigh(stems);
  const likeness = wordsOf(passage).questions.map((question) => {
    const shared = weigh(stems.filter((stem) => question.has(stem)));
    return shared === 0 ? 0 : (2 * shared) / (total + weigh(question));
  });
  return Math.max(...likeness);
}

/** The words of a page: of each of its questions, of them all with its title, of its text; and what it is asked for. */
interface PageWords {
  readonly questions: readonly ReadonlySet<string>[];
  readonly asked: ReadonlySet<string>;
  readonly body: ReadonlySet<string>;
  readonly kinds: ReadonlySet<AskedKind>;
}

const pageWords = new WeakMap<Passage, PageWords>();

function wordsOf(passage: Passage): PageWords {
  const kept = pageWords.get(passage);
  if (kept) return kept;
  const texts = questionsAnswered(passage);
  const questions = texts.map(stemsOf);
  const asked = new Set([...stemsOf(passage.document.title), ...questions.flatMap((words) => [...words])]);
  const kinds = kindsHeld(texts);
  const words = { questions, asked, body: stemsOf(bodyText(passage)), kinds };
  pageWords.set(passage, words);
  return words;
}
