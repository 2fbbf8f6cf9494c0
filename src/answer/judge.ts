import { readFileSync } from 'node:fs';
import { analyse, contentWords } from '#src/retrieval/french-text.ts';
import type { KeywordIndex } from '#src/retrieval/keyword-index.ts';
import type { SearchResult } from '#src/retrieval/retriever.ts';
import type { Understanding } from './understand.ts';

/**
 * What speaks for there being an answer to this question, each between 0 and 1. A retrieval score alone cannot tell
 * « right subject, answer absent », so the words that the best page covers count too.
 */
export interface JudgeFeatures {
  /** Keyword score of the best page over the best possible for this question. */
  readonly lexical: number;
  /** Cosine of its nearest text. */
  readonly cosine: number;
  /** Part of the question's words (by how telling they are) that stand in the best page. */
  readonly coverage: number;
  /** Part of the question's words that stand in its own question and wordings. */
  readonly headingCoverage: number;
  /** Part of the question's words that the whole index knows. */
  readonly known: number;
  /** How far the best page is above the tenth. */
  readonly margin: number;
}

/** Weights of a logistic regression, as written by `npm run calibrate`. */
export interface JudgeWeights {
  readonly bias: number;
  readonly weights: Readonly<Record<keyof JudgeFeatures, number>>;
  /** Below this probability the question is refused. */
  readonly threshold: number;
}

export const FEATURE_NAMES: readonly (keyof JudgeFeatures)[] = [
  ...(['lexical', 'cosine', 'coverage', 'headingCoverage', 'known', 'margin'] as const),
];

const SHIPPED: JudgeWeights = JSON.parse(
  readFileSync(new URL('./judge-weights.json', import.meta.url), 'utf8'),
);

/** Features of a question's best hit; undefined when nothing was found. */
export function judgeFeatures(result: SearchResult, keywords: KeywordIndex): JudgeFeatures | undefined {
  const [best] = result.hits;
  if (!best) return undefined;
  const stems = result.query.ownStems;
  const weightOf = (stem: string) => keywords.idf(stem);
  const total = stems.reduce((sum, stem) => sum + weightOf(stem), 0);
  const part = (has: (stem: string) => boolean) =>
    total === 0 ? 0 : stems.filter(has).reduce((sum, stem) => sum + weightOf(stem), 0) / total;
  const { passage } = best;
  const heading = stemsOf([passage.heading, passage.document.title, ...passage.wordings]);
  const body = stemsOf([
    passage.shortAnswer ?? '',
    ...passage.details.flatMap((b) => (b.type === 'list' ? b.items : [b.text])),
  ]);
  const last = result.hits[Math.min(9, result.hits.length - 1)];
  return {
    lexical: best.lexical,
    cosine: Math.max(0, best.cosine),
    coverage: part((stem) => heading.has(stem) || body.has(stem)),
    headingCoverage: part((stem) => heading.has(stem)),
    known: part((stem) => keywords.has(stem)),
    margin: last ? (best.score - last.score) / best.score : 0,
  };
}

const stemsOf = (texts: readonly string[]): Set<string> =>
  new Set(texts.flatMap((text) => analyse(text).map((t) => t.stem)));

/** Probability that the best hit answers the question. */
export function probability(features: JudgeFeatures, { bias, weights }: JudgeWeights = SHIPPED): number {
  const sum = FEATURE_NAMES.reduce((total, name) => total + weights[name] * features[name], bias);
  return 1 / (1 + Math.exp(-sum));
}

/** Whether there is evidence for this very question. A question that names an article of a found page has it. */
export function hasEvidence(
  result: SearchResult,
  keywords: KeywordIndex,
  understanding: Understanding,
): boolean {
  const features = judgeFeatures(result, keywords);
  if (!features) return false;
  const named = understanding.articles;
  if (named.length > 0 && result.hits[0]?.passage.articles.some((article) => named.includes(article)))
    return true;
  if (contentWords(understanding.question).length === 0) return false;
  return probability(features) >= SHIPPED.threshold;
}
