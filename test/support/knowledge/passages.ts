import type { KnowledgeDocument } from '#src/knowledge/model/document.ts';
import { parsePage } from '#src/knowledge/model/guide-parser.ts';
import { type Passage, passagesOf } from '#src/retrieval/passages/passage.ts';
import { page } from './samples.ts';

/** A page as parsed; its body is what staff would type. */
export function documentFrom(
  body: string,
  meta: Readonly<Record<string, string>> = {},
  path = 'guides/page.md',
): KnowledgeDocument {
  const { document } = parsePage(path, page(body, { title: 'Page', ...meta }));
  if (!document) throw new Error('the page does not parse');
  return document;
}

/** The passages of pages, one page a body. */
export function passagesFrom(...bodies: readonly string[]): Passage[] {
  return passagesOf(bodies.map((body, index) => documentFrom(body, {}, `guides/page-${index + 1}.md`)));
}
