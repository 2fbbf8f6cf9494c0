import { composeExtractive } from '#src/features/answers/compose/extractive.ts';
import { type DocumentsOn, documentEvidences } from '#src/features/answers/search/document-judge.ts';
import { verify } from '#src/features/answers/verify/verify.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import type { Hit } from '#src/retrieval/retriever.ts';
import type { Answer } from './answer.ts';
import { composed, type ModelComposer } from './answer-from-pages.ts';

/**
 * Answers from the document that says it, in its own sentences, cited with its page or slide. It never says « oui » or
 * « non » of itself: only its sentences may.
 * @param beside pages found for the same question, whose questions are proposed
 * @returns nothing when its words do not pass what every answer must
 */
export async function answerFromDocuments(
  asked: Understanding,
  documents: DocumentsOn,
  base: KnowledgeBase,
  { llm, beside = [] }: { llm?: ModelComposer | undefined; beside?: readonly Hit[] } = {},
): Promise<Answer | undefined> {
  const understanding = withoutPolarity(asked);
  const evidences = documentEvidences(documents, base, understanding.date);
  const [first] = evidences;
  const best = documents.parts[0]?.best;
  if (!first || best === undefined) return undefined;
  return composed(understanding, beside, llm, {
    evidences,
    extract: () => {
      for (const quoted of [first.quoted ?? [best], [best]]) {
        const evidence = { ...first, quoted };
        const draft = composeExtractive(understanding, [evidence]);
        if (verify(draft, [evidence], understanding).length === 0) return { draft, evidences: [evidence] };
      }
      return undefined;
    },
  });
}

const withoutPolarity = (understanding: Understanding): Understanding => ({
  ...understanding,
  polarity: undefined,
  positive: { ...understanding.positive, polarity: undefined },
});
