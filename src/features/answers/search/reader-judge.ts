import { readFileSync } from 'node:fs';
import type { SearchResult } from '#src/retrieval/retriever.ts';

/**
 * What tells that the best page answers, once the reader has read the question: how near it is in meaning, whether the
 * next one is as near, and what the message is besides a question.
 */
export interface ReaderFeatures {
  /** What the words alone say, as a logarithm of odds; nothing of a message that comes after an answer. */
  readonly words: number;
  /** Whether it comes after an answer, 0 or 1. */
  readonly continues: number;
  /** How much nearer than an ordinary page the best one is, 0 to 2. */
  readonly meaning: number;
  /** How far it is before the second, 0 to 2. */
  readonly margin: number;
  /** What the words that people said of the best page tell, as odds. */
  readonly said: number;
  /** Whether words and meaning put the same page first. */
  readonly agreement: number;
  /** How likely the message is a question about the rules, 0 to 1; then what nobody answers. */
  readonly question: number;
  readonly unanswerable: number;
  readonly outOfScope: number;
  readonly harmful: number;
  readonly injection: number;
}

export const READER_FEATURES: readonly (keyof ReaderFeatures)[] = [
  'words',
  'continues',
  'meaning',
  'margin',
  'said',
  'agreement',
  'question',
  'unanswerable',
  'outOfScope',
  'harmful',
  'injection',
];

/** A logistic regression, as written by `npm run calibrate:reader`. */
export interface ReaderJudge {
  readonly bias: number;
  readonly weights: Readonly<Record<keyof ReaderFeatures, number>>;
  /** From `answers` on the page is the answer; from `doubts` on it may be; below, nobody answers. */
  readonly answers: number;
  readonly doubts: number;
}

const SHIPPED: ReaderJudge = JSON.parse(
  readFileSync(new URL('./reader-judge-weights.json', import.meta.url), 'utf8'),
);
/** From this standing on, a page answers by itself. */
export const PAGE_ANSWERS = SHIPPED.answers;
const LEAST = 1e-4;

/**
 * Features of a search; undefined where the reader did not read.
 * @param words the probability by words alone, 0 to 1
 */
export function readerFeatures({ hits, read }: SearchResult, words: number): ReaderFeatures | undefined {
  if (!read) return undefined;
  const meanings = hits.map(({ meaning }) => meaning ?? read.ordinary).filter(Number.isFinite);
  const [first = read.ordinary] = meanings;
  const rest = meanings.slice(1);
  const odds = Math.min(1 - LEAST, Math.max(LEAST, words));
  const likely = (wish: string) => read.wishes.find((one) => one.wish === wish)?.probability ?? 0;
  const lexical = hits.map((hit) => hit.lexical);
  return {
    words: read.isContinuation ? 0 : Math.log(odds / (1 - odds)),
    continues: read.isContinuation ? 1 : 0,
    meaning: first - read.ordinary,
    margin: first - Math.max(read.ordinary, ...rest),
    said: hits[0]?.said ?? 0,
    agreement: (lexical[0] ?? 0) >= Math.max(0, ...lexical) ? 1 : 0,
    question: likely('question'),
    unanswerable: likely('unanswerable'),
    outOfScope: likely('out-of-scope'),
    harmful: likely('harmful'),
    injection: likely('injection'),
  };
}

/** Probability that the best page answers, 0 to 1. */
export function likelihood(features: ReaderFeatures, { bias, weights }: ReaderJudge = SHIPPED): number {
  const sum = READER_FEATURES.reduce((total, name) => total + weights[name] * features[name], bias);
  return 1 / (1 + Math.exp(-sum));
}

/** Whether the best page answers, may answer, or nothing does. */
export function readerVerdict(
  features: ReaderFeatures,
  judge: ReaderJudge = SHIPPED,
): 'answer' | 'doubt' | 'none' {
  const probability = likelihood(features, judge);
  if (probability >= judge.answers) return 'answer';
  return probability >= judge.doubts ? 'doubt' : 'none';
}
