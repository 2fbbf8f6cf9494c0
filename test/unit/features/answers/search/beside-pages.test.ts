import { expect, test } from 'vitest';
import { hitsToServe } from '#src/features/answers/search/beside-pages.ts';
import type { DocumentKind } from '#src/knowledge/model/document.ts';
import { parsePage } from '#src/knowledge/model/guide-parser.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';
import { page } from '#support/knowledge/samples.ts';

function hit(kind: DocumentKind, score: number) {
  const { document } = parsePage('a.md', page('## Quel délai ?\n\nTrente jours.', { kind }));
  const [passage] = document ? passagesOf([document]) : [];
  if (!passage) throw new Error('no passage');
  return { passage, score };
}
/** What is served when the kinds named answer by themselves. */
const kept = (answering: readonly DocumentKind[], ...hits: ReturnType<typeof hit>[]) =>
  hitsToServe(hits, ([first]) => first !== undefined && answering.includes(first.passage.document.kind)).map(
    ({ passage, score }) => `${passage.document.kind} ${score}`,
  );
const both = ['guide', 'document'] as const;

test('a document says nothing beside a page that comes first', () => {
  const found = [hit('guide', 1), hit('document', 0.99), hit('clause', 0.5)];
  expect(kept(both, ...found)).toEqual(['guide 1', 'clause 0.5']);
});

test('a document that comes first gives way to a page that is nearly as good', () => {
  expect(kept(both, hit('document', 1), hit('guide', 0.9))).toEqual(['guide 0.9']);
});

test('but not to a page near it that does not answer: what was found in the document would pass for its proof', () => {
  expect(kept(['document'], hit('document', 1), hit('guide', 0.9))).toEqual(['document 1']);
});

test('a document speaks alone when no page comes near', () => {
  expect(kept(both, hit('document', 1), hit('guide', 0.4))).toEqual(['document 1']);
  expect(kept(both, hit('document', 1))).toEqual(['document 1']);
});

test('a document that does not answer takes no answer away from the pages', () => {
  expect(kept(['guide'], hit('document', 1), hit('guide', 0.4))).toEqual(['guide 0.4']);
});

test('nothing is served when nothing answers', () => {
  expect(kept([], hit('document', 1), hit('guide', 0.9))).toEqual([]);
  expect(kept([], hit('guide', 1))).toEqual([]);
  expect(kept(both)).toEqual([]);
});
