import { expect, test } from 'vitest';
import {
  comesFirst,
  documentProbability,
  silentDocument,
} from '#src/features/answers/search/document-judge.ts';
import shipped from '#src/features/answers/search/document-judge-weights.json' with { type: 'json' };
import type { DocumentFeatures, FoundPart } from '#src/retrieval/documents/document-search.ts';
import { passagesFrom } from '#support/knowledge/passages.ts';

const FEATURES: DocumentFeatures = {
  sentence: 1,
  around: 1,
  alone: 1,
  meaning: 0.6,
  said: 0.65,
  gain: 0.15,
  ahead: 0.05,
  tells: 1,
  signed: 1,
  whether: 0,
  lead: 1,
  inDocument: 1,
  behind: 0,
  likeness: 1,
  likenessAlone: 1,
  length: 0.6,
  lacking: 0,
  named: 0,
  proper: 0,
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
    judged: [],
  };
  const answers = probability >= shipped.answers;
  return { parts: [part], answers, isNear: probability >= shipped.near, quoted: 1 as const };
};

test('a sentence that has the question’s words and tells the hour asked answers; one without them, or without an hour, does not', () => {
  const of = (features: Partial<DocumentFeatures>) =>
    documentProbability({ ...FEATURES, ...features }, shipped.reader);
  expect(of({})).toBeGreaterThan(shipped.answers);
  const without = { sentence: 0.4, alone: 0, likeness: 0.5, likenessAlone: 0.2, gain: 0, ahead: -0.05 };
  expect(of(without)).toBeLessThan(shipped.answers);
  expect(of({ tells: -1 })).toBeLessThan(of({}));
  expect(of({ lacking: 1 })).toBeLessThan(of({}));
});

test('a page that answers by itself goes first, unless the question names the document', () => {
  const bars = shipped.before;
  expect(bars.length).toBeGreaterThan(1);
  for (const [at, { from, alone }] of bars.entries()) {
    const between = (from + (bars[at + 1]?.from ?? 1)) / 2;
    expect(comesFirst(found(between), alone + 0.01)).toBe(false);
    expect(comesFirst(found(between), alone - 0.01)).toBe(true);
  }
  const likely = ((bars[0]?.from ?? 1) + shipped.sure) / 2;
  expect(comesFirst(found(likely, 1), 0.99)).toBe(true);
});

test('what three documents say alike is of none of them: a page goes first, unless one is named', () => {
  const of = (documents: readonly string[], named = 0) => {
    const one = found(0.99, named);
    const [part] = one.parts;
    if (!part) throw new Error('no part');
    const parts = documents.map((documentId) => ({ ...part, passage: { ...part.passage, documentId } }));
    return { ...one, parts };
  };
  expect(comesFirst(of(['documents/a.md', 'documents/b.md']), 0.5)).toBe(true);
  expect(comesFirst(of(['documents/a.md', 'documents/a.md', 'documents/b.md']), 0.5)).toBe(true);
  expect(comesFirst(of(['documents/a.md', 'documents/b.md', 'documents/c.md']), 0.5)).toBe(false);
  expect(comesFirst(of(['documents/a.md', 'documents/b.md', 'documents/c.md'], 1), 0.5)).toBe(true);
  expect(comesFirst(of(['documents/a.md', 'documents/b.md', 'documents/c.md']), 0.05)).toBe(true);
});

test('a document that does not answer never comes first', () => {
  expect(comesFirst(found(0.4), 0)).toBe(false);
  expect(comesFirst(found(0.4, 1), 0)).toBe(false);
});

test('a document that the question names by a name of its own, and that does not say it, is silent', () => {
  const [part] = found(0.4, 1).parts;
  if (!part || !passage) throw new Error('no part');
  const named = { ...part, features: { ...part.features, proper: 1 } };
  const asked = (answers: boolean) => ({ parts: [named], answers, isNear: false, quoted: 1 as const });
  expect(silentDocument(asked(false))).toBe(passage.document.title);
  expect(silentDocument(asked(true))).toBeUndefined();
  expect(silentDocument({ ...asked(false), parts: [part] })).toBeUndefined();
});
