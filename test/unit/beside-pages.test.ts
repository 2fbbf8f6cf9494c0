import { expect, test } from 'vitest';
import { besidePages } from '#src/answer/beside-pages.ts';
import { parsePage } from '#src/knowledge/guide-parser.ts';
import type { DocumentKind } from '#src/knowledge/model.ts';
import { passagesOf } from '#src/retrieval/passage.ts';
import { page } from '../support/knowledge-samples.ts';

function hit(kind: DocumentKind, score: number) {
  const { document } = parsePage('a.md', page('## Quel délai ?\n\nTrente jours.', { kind }));
  const [passage] = document ? passagesOf([document]) : [];
  if (!passage) throw new Error('no passage');
  return { passage, score };
}
const kept = (...hits: ReturnType<typeof hit>[]) =>
  besidePages(hits, (one) => one).map(({ passage, score }) => `${passage.document.kind} ${score}`);

test('a document says nothing beside a page that comes first', () => {
  expect(kept(hit('guide', 1), hit('document', 0.99), hit('clause', 0.5))).toEqual(['guide 1', 'clause 0.5']);
});

test('a document that comes first gives way to a page that is nearly as good', () => {
  expect(kept(hit('document', 1), hit('guide', 0.9))).toEqual(['guide 0.9']);
});

test('a document speaks when no page comes near', () => {
  expect(kept(hit('document', 1), hit('guide', 0.4))).toEqual(['document 1', 'guide 0.4']);
  expect(kept(hit('document', 1))).toEqual(['document 1']);
  expect(kept()).toEqual([]);
});
