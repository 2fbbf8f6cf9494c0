import { fold, stemsOf } from '#src/platform/french/text-analysis.ts';
import { questionTypeTokens } from '#src/retrieval/keyword/question-type.ts';
import { likenessTo } from '#src/retrieval/keyword/word-likeness.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { questionsAnswered } from '#src/retrieval/passages/index-content.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import shipped from './rerank-weights.json' with { type: 'json' };

/** A page as the two halves of the search found it. */
export interface Candidate {
  readonly passage: Passage;
  /** Fused score, without the factors of the page. */
  readonly fused: number;
  /** Those factors: a page for another case, or not our own. */
  readonly factor: number;
}

/** What tells the best page from its neighbours, each about 0 to 1. */
export interface RankFeatures {
  /** Fused score over that of the best. */
  readonly fused: number;
  /** Likeness (F1) of the question and the nearest of the page's questions, the same words counting. */
  readonly wording: number;
  /** The same, a word that is not there counting as its nearest one there. */
  readonly likeness: number;
  /** Part of the question's weight in all the page's questions, nearest words counting. */
  readonly near: number;
  /** 1 when the page's question is of the kind asked (how much, how long, who…), −1 when it is of another. */
  readonly kind: number;
  /** 1 for a page on the Fabrique when the question does not speak of it. */
  readonly ours: number;
}

export const RANK_FEATURES: readonly (keyof RankFeatures)[] = [
  'fused',
  'wording',
  'likeness',
  'near',
  'kind',
  'ours',
];

/** Weights of a pairwise logistic regression, as written by `npm run calibrate:rank`. */
export type RankWeights = Readonly<Record<keyof RankFeatures, number>>;

/**
 * What one point of the fused score weighs by itself in the same regression: it brings ranks back to the scale of the
 * fused scores, on which « nearly as good » is measured.
 */
const SCALE = 10;

/** Words by which a question speaks of the Fabrique, its programme or us. */
const OURS =
  /\b(?:fabrique|hotline|canaux|ess ?2024|sessions?|entrainement|referenc\w+|accompagn\w+|jeux|jo|jop|olympi\w+|paralympi\w+|programme|inscri\w+|formations?|vous|votre|vos|solideo|village)\b/;

/** The question, as its pages are compared with it. */
export interface Ranked {
  readonly asked: string;
  readonly ownStems: readonly string[];
}

type Weighing = Pick<KnowledgeBase, 'keywords' | 'fidelity'>;

/** Features of each candidate, in order. */
export function rankFeatures(
  { asked, ownStems }: Ranked,
  candidates: readonly Candidate[],
  { keywords, fidelity }: Weighing,
): RankFeatures[] {
  const stems = ownStems.filter((stem) => !/^\d/.test(stem));
  const compare = comparison(stems, weightsIn({ keywords, fidelity }));
  const kinds = questionTypeTokens(asked);
  const speaksOfUs = OURS.test(fold(asked));
  const mostFused = Math.max(...candidates.map(({ fused }) => fused)) || 1;
  return candidates.map(({ passage, fused }) => {
    const { questions, words, types } = questionsOf(passage);
    const compared = questions.map(compare);
    return {
      fused: fused / mostFused,
      wording: Math.max(...compared.map(({ wording }) => wording)),
      likeness: Math.max(...compared.map(({ likeness }) => likeness)),
      near: compare(words).near,
      kind: kinds.length === 0 ? 0 : kinds.some((kind) => types.includes(kind)) ? 1 : -1,
      ours: passage.document.kind === 'programme' && !speaksOfUs ? 1 : 0,
    };
  });
}

/** The candidates in their new order, with scores on the scale of the fused ones: the best keeps the best. */
export function rerank(
  question: Ranked,
  candidates: readonly Candidate[],
  base: Weighing,
  weights: RankWeights = shipped,
): { candidate: Candidate; features: RankFeatures; score: number }[] {
  if (candidates.length === 0) return [];
  const all = rankFeatures(question, candidates, base);
  const sums = all.map((one) => RANK_FEATURES.reduce((sum, name) => sum + weights[name] * one[name], 0));
  const most = Math.max(...sums);
  const best = Math.max(...candidates.map(({ fused }) => fused));
  return candidates
    .map((candidate, index) => {
      const behind = (most - (sums[index] as number)) / SCALE;
      const features = all[index] as RankFeatures;
      return { candidate, features, score: Math.max(0, best * candidate.factor * (1 - behind)) };
    })
    .sort((a, b) => b.score - a.score);
}

const stemWeights = new WeakMap<Weighing['keywords'], Map<string, number>>();

/** What each stem weighs in a base: asked of the same few thousand words, those of its pages' questions, at each search. */
function weightsIn({ keywords, fidelity }: Weighing): (stem: string) => number {
  const known = stemWeights.get(keywords) ?? new Map<string, number>();
  stemWeights.set(keywords, known);
  return (stem) => {
    let weight = known.get(stem);
    if (weight === undefined) {
      weight = keywords.idf(stem) * fidelity(stem);
      // What people write must not make it grow for ever.
      if (known.size < MOST_WEIGHED) known.set(stem, weight);
    }
    return weight;
  };
}
const MOST_WEIGHED = 50_000;

/** How alike a question and another one are. */
interface Likeness {
  readonly wording: number;
  readonly likeness: number;
  readonly near: number;
}

/** Compares some stems with those of other questions, each pair of words once. */
function comparison(
  stems: readonly string[],
  weigh: (stem: string) => number,
): (question: readonly string[]) => Likeness {
  const likeness = likenessTo(stems);
  const weights = stems.map(weigh);
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const f1 = (found: number, said: number) => (found + said > 0 ? (2 * found * said) / (found + said) : 0);
  return (question) => {
    const nearest = new Float64Array(stems.length);
    const sums = { all: 0, near: 0, same: 0 };
    for (const other of question) {
      const row = likeness(other);
      const weight = weigh(other);
      sums.all += weight;
      if (!row) continue;
      const best = keepNearest(row, nearest);
      sums.near += weight * best;
      if (best === 1) sums.same += weight;
    }
    const near = weights.reduce((sum, weight, index) => sum + weight * (nearest[index] as number), 0) / total;
    const all = sums.all || 1;
    return { wording: f1(sums.same / total, sums.same / all), likeness: f1(near, sums.near / all), near };
  };
}

/** A page's questions as words: each one, all of them together, and the kinds that its own question is of. */
interface PageQuestions {
  readonly questions: readonly (readonly string[])[];
  readonly words: readonly string[];
  readonly types: readonly string[];
}

const pageQuestions = new WeakMap<Passage, PageQuestions>();

function questionsOf(passage: Passage): PageQuestions {
  const kept = pageQuestions.get(passage);
  if (kept) return kept;
  const questions = questionsAnswered(passage).map((text) => [...stemsOf(text)]);
  const words = [...new Set(questions.flat())];
  const found = { questions, words, types: questionTypeTokens(passage.heading) };
  pageQuestions.set(passage, found);
  return found;
}

/** Raises each nearest likeness to that of the row; the row's highest. */
function keepNearest(row: ArrayLike<number>, nearest: Float64Array): number {
  let best = 0;
  for (let index = 0; index < row.length; index += 1) {
    const one = row[index] as number;
    if (one > best) best = one;
    if (one > (nearest[index] as number)) nearest[index] = one;
  }
  return best;
}
