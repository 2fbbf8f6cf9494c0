import { expect, test } from 'vitest';
import { comesFirst, documentProbability } from '#src/features/answers/search/document-judge.ts';
import shipped from '#src/features/answers/search/document-judge-weights.json' with { type: 'json' };
import type { DocumentFeatures, FoundPart } from '#src/retrieval/documents/document-search.ts';
import { passagesFrom } from '#support/knowledge/passages.ts';

const FEATURES: DocumentFeatures = {
  covered: 1,
  sentence: 1,
  meaning: 0.6,
  said: 0.6,
  named: 0,
  tells: 0,
  own: 1,
  focus: 1,
};
const [passage] = passagesFrom('## Quel délai ?\n\nTrente jours.');
const found = (probability: number, named = 0) => {
  if (!passage) throw new Error('no passage');
  const part: FoundPart = {
    passage,
    probability,
    features: { ...FEATURES, named },
    quoted: ['Trente jours.'],
    best: 'Trente jours.',
  };
  return { parts: [part], answers: probability >= shipped.answers };
};

test('a part that covers the question answers; one that covers little of it, or tells no hour that is asked, hardly', () => {
  const of = (features: Partial<DocumentFeatures>) =>
    documentProbability({ ...FEATURES, ...features }, shipped.reader);
  expect(of({})).toBeGreaterThan(shipped.sure);
  expect(of({ own: 0, focus: 0, covered: 0.4, said: 0.45 })).toBeLessThan(shipped.answers);
  expect(of({ tells: -1 })).toBeLessThan(shipped.answers);
});

test('a page that answers by itself goes first, unless the question names the document', () => {
  expect(comesFirst(found(0.7), 0.9)).toBe(false);
  expect(comesFirst(found(0.7), 0.5)).toBe(true);
  expect(comesFirst(found(0.95), 0.9)).toBe(true);
  expect(comesFirst(found(0.95), 0.99)).toBe(false);
  expect(comesFirst(found(0.7, 1), 0.99)).toBe(true);
});

test('a document that does not answer never comes first', () => {
  expect(comesFirst(found(0.4), 0)).toBe(false);
  expect(comesFirst(found(0.4, 1), 0)).toBe(false);
});
