import type { Problem } from '#src/knowledge/model/document.ts';
import { analyse } from '#src/platform/french/text-analysis.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import { knowledgeTexts } from './texts.ts';

/**
 * Short answers that have no word of meaning in common with their question: who reads them alone does not know what they
 * speak of. Pure.
 */
export function checkSubject(passages: readonly Passage[]): Problem[] {
  return passages
    .filter(({ document: { kind } }) => kind !== 'document' && kind !== 'law')
    .filter(({ heading, shortAnswer }) => shortAnswer && stems(heading).isDisjointFrom(stems(shortAnswer)))
    .map(({ documentId, line, heading }) => ({
      path: `${documentId}.md`,
      line,
      message: knowledgeTexts.namesNothing(heading),
      severity: 'error' as const,
    }));
}

const stems = (text: string): Set<string> => new Set(analyse(text).map(({ stem }) => stem));
