import { asksDocuments } from '#src/features/answers/search/document-judge.ts';
import type { LastAnswered } from '#src/reader/encoder/continuation.ts';
import { learntMeaning } from '#src/reader/wish/learnt.ts';
import type { Meaning } from '#src/reader/wish/meaning.ts';
import { readBoth } from '#src/reader/wish/read-both.ts';
import { asksHeading, type KnowledgeBase } from '#src/retrieval/knowledge-base.ts';

/**
 * What words mean by what was learnt from examples: nothing where the reader does not run, for a page's own question, and
 * for what a document says, which are asked whatever else they may mean.
 * @param after what was answered just before, looked up where it counts
 */
export async function learntIn(
  base: KnowledgeBase,
  text: string,
  after: () => Promise<LastAnswered | undefined>,
): Promise<readonly Meaning[]> {
  const { meaning } = base;
  if (!meaning || asksHeading(base, text) || (await asksDocuments(base, text))) return [];
  return learntMeaning(await readBoth(meaning.readWishes, text, await after()));
}
