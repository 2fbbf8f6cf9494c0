import { describe, expect, it } from 'vitest';
import {
  likelihood,
  type ReaderFeatures,
  readerFeatures,
  readerVerdict,
} from '#src/features/answers/search/reader-judge.ts';
import type { Hit, SearchResult } from '#src/retrieval/retriever.ts';

const ASKED: ReaderFeatures = {
  words: 1,
  continues: 0,
  meaning: 0.9,
  margin: 0.3,
  said: 3,
  agreement: 1,
  question: 0.95,
  unanswerable: 0.01,
  outOfScope: 0,
  harmful: 0,
  injection: 0,
};
const hit = (meaning: number, lexical: number): Hit => ({ meaning, lexical, score: 1, cosine: 0 }) as Hit;
const result = (hits: readonly Hit[], read: SearchResult['read']): SearchResult =>
  ({ hits, read, withVectors: true }) as unknown as SearchResult;
const READ = {
  isContinuation: false,
  regime: 'ordinary' as const,
  ordinary: 0.6,
  wishes: [
    { wish: 'question', probability: 0.8 },
    { wish: 'unanswerable', probability: 0.2 },
  ],
};

describe('The judge with the reader', () => {
  it('answers what is near in words and in meaning, and a question', () => {
    expect(readerVerdict(ASKED)).toBe('answer');
  });

  it('refuses what is far in both, and what nobody answers', () => {
    expect(readerVerdict({ ...ASKED, words: -3, meaning: 0.2, margin: 0 })).toBe('none');
    expect(readerVerdict({ ...ASKED, words: -2, question: 0.1, unanswerable: 0.9 })).toBe('none');
  });

  it('doubts between the two', () => {
    const between = { ...ASKED, words: -1, meaning: 0.5, margin: 0.02, question: 0.6, unanswerable: 0.2 };
    const steps = Array.from({ length: 60 }, (_, n) => ({ ...between, meaning: n / 30 }));
    const said = steps.map((one) => readerVerdict(one));
    // The nearer, the surer: nothing, then a doubt, then an answer.
    expect([...new Set(said)]).toEqual(['none', 'doubt', 'answer']);
  });

  it('is the surer the nearer the page is, and the more it is a question', () => {
    expect(likelihood({ ...ASKED, meaning: 1.2 })).toBeGreaterThan(likelihood(ASKED));
    expect(likelihood({ ...ASKED, question: 0.4 })).toBeLessThan(likelihood(ASKED));
    expect(likelihood({ ...ASKED, harmful: 0.5 })).toBeLessThan(likelihood(ASKED));
  });

  it('reads its features of a search: how near beyond an ordinary page, how far before the next', () => {
    const features = readerFeatures(result([hit(1.5, 0.4), hit(1.2, 0.9)], READ), 0.5);
    expect(features).toMatchObject({ words: 0, agreement: 0, question: 0.8, unanswerable: 0.2, harmful: 0 });
    expect(features?.meaning).toBeCloseTo(0.9, 6);
    expect(features?.margin).toBeCloseTo(0.3, 6);
  });

  it('has none where the reader does not read: words judge alone', () => {
    expect(readerFeatures(result([hit(1.5, 0.4)], undefined), 0.5)).toBeUndefined();
  });
});
