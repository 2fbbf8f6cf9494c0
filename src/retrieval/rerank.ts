import { analyse, fold } from './french-text.ts';
import type { KnowledgeBase } from './knowledge-base.ts';
import type { Passage } from './passage.ts';
import { questionTypeTokens } from './question-type.ts';
import shipped from './rerank-weights.json' with { type: 'json' };
import { nearestWord } from './word-likeness.ts';

/** A page as the two halves of the search found it. */
export interface Candidate {
  readonly passage: Passage;
  /** Fused score, without the factors of the page. */
  readonly fused: number;
  /** Those factors: a page for another case, or not our own. */
  readonly factor: number;
  /** What the nearest texts of the index say for it: the sum of their cosines to the fourth power. */
  readonly votes: number;
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
  /** `votes` over those of the page that has most. */
  readonly votes: number;
}

export const RANK_FEATURES: readonly (keyof RankFeatures)[] = [
  ...(['fused', 'wording', 'likeness', 'near', 'kind', 'ours', 'votes'] as const),
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
  const own = new Set(stems);
  const weightOf = (stem: string) => keywords.idf(stem) * fidelity(stem);
  const nearest = remembered(nearestWord);
  const weigh = (some: Iterable<string>, among: ReadonlySet<string>, likeness: typeof nearest) =>
    [...some].reduce((sum, stem) => sum + weightOf(stem) * likeness(stem, among), 0);
  const total = weigh(stems, own, same) || 1;
  const f1 = (question: ReadonlySet<string>, likeness: typeof nearest) => {
    const found = weigh(stems, question, likeness) / total;
    const said = weigh(question, own, likeness) / (weigh(question, question, same) || 1);
    return found + said > 0 ? (2 * found * said) / (found + said) : 0;
  };
  const kinds = questionTypeTokens(asked);
  const speaksOfUs = OURS.test(fold(asked));
  const mostFused = Math.max(...candidates.map(({ fused }) => fused)) || 1;
  const mostVotes = Math.max(...candidates.map(({ votes }) => votes)) || 1;
  return candidates.map(({ passage, fused, votes }) => {
    const { questions, words, types } = questionsOf(passage);
    return {
      fused: fused / mostFused,
      wording: Math.max(...questions.map((question) => f1(question, same))),
      likeness: Math.max(...questions.map((question) => f1(question, nearest))),
      near: weigh(stems, words, nearest) / total,
      kind: kinds.length === 0 ? 0 : kinds.some((kind) => types.includes(kind)) ? 1 : -1,
      ours: passage.document.kind === 'programme' && !speaksOfUs ? 1 : 0,
      votes: votes / mostVotes,
    };
  });
}

/** The candidates in their new order, with scores on the scale of the fused ones: the best keeps the best. */
export function rerank(
  question: Ranked,
  candidates: readonly Candidate[],
  base: Weighing,
  weights: RankWeights = shipped,
): { candidate: Candidate; score: number }[] {
  if (candidates.length === 0) return [];
  const features = rankFeatures(question, candidates, base);
  const sums = features.map((one) => RANK_FEATURES.reduce((sum, name) => sum + weights[name] * one[name], 0));
  const most = Math.max(...sums);
  const best = Math.max(...candidates.map(({ fused }) => fused));
  return candidates
    .map((candidate, index) => {
      const behind = (most - (sums[index] as number)) / SCALE;
      return { candidate, score: Math.max(0, best * candidate.factor * (1 - behind)) };
    })
    .sort((a, b) => b.score - a.score);
}

const same = (stem: string, among: ReadonlySet<string>): number => (among.has(stem) ? 1 : 0);

/** The same likeness, each pair of words being compared once. */
function remembered(likeness: typeof nearestWord): typeof nearestWord {
  const known = new Map<string, number>();
  return (stem, among) => {
    if (among.has(stem)) return 1;
    let nearest = 0;
    for (const other of among) {
      const pair = stem < other ? `${stem} ${other}` : `${other} ${stem}`;
      let found = known.get(pair);
      if (found === undefined) {
        found = likeness(stem, new Set([other]));
        known.set(pair, found);
      }
      nearest = Math.max(nearest, found);
    }
    return nearest;
  };
}

/** A page's questions as words: each one, all of them with the title, and the kinds that its own question is of. */
interface PageQuestions {
  readonly questions: readonly ReadonlySet<string>[];
  readonly words: ReadonlySet<string>;
  readonly types: readonly string[];
}

const pageQuestions = new WeakMap<Passage, PageQuestions>();

function questionsOf(passage: Passage): PageQuestions {
  const kept = pageQuestions.get(passage);
  if (kept) return kept;
  const questions = [passage.heading, ...passage.wordings].map(stemsOf);
  const words = new Set(questions.flatMap((question) => [...question]));
  const found = { questions, words, types: questionTypeTokens(passage.heading) };
  pageQuestions.set(passage, found);
  return found;
}

const stemsOf = (text: string): Set<string> => new Set(analyse(text).map((token) => token.stem));
