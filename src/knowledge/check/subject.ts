import type { Problem } from '#src/knowledge/model/document.ts';
import { stemsOf } from '#src/platform/french/text-analysis.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import { knowledgeTexts } from './texts.ts';

/**
 * Short answers that have no word of meaning in common with their question: who reads them alone does not know what they
 * speak of. Pure.
 */
export function checkSubject(passages: readonly Passage[]): Problem[] {
  return passages
    .filter(({ document: { kind } }) => kind !== 'document' && kind !== 'law')
    .filter(
      ({ heading, shortAnswer }) => shortAnswer && stemsOf(heading).isDisjointFrom(stemsOf(shortAnswer)),
    )
    .map(({ documentId, line, heading }) => ({
      path: `${documentId}.md`,
      line,
      message: knowledgeTexts.namesNothing(heading),
      severity: 'error' as const,
    }));
}
